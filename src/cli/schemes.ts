import { describeScheme } from '../write/describeScheme.ts';
import { languageOf, readOptions, yearOf } from './options.ts';
import { builtInSchemes, holdsIn, loadScheme, yearsText } from './schemeFiles.ts';
import { printFormat, printJson, printLine } from './screen.ts';

/** permu schemes: the built-in schemes, a line each; or one scheme in sentences, or as the JSON that is in effect. */
export function schemesCommand(args: string[]): number {
  const { values } = readOptions(
    args,
    {
      show: { type: 'string' },
      effective: { type: 'boolean' },
      year: { type: 'string' },
      lang: { type: 'string' },
      json: { type: 'boolean' },
    },
    false,
  );
  const language = languageOf(values.lang);
  const year = yearOf(values.year);
  if (values.show !== undefined) {
    const scheme = loadScheme(values.show, language, year);
    const asJson = values.effective === true || values.json === true;
    printFormat(
      asJson ? 'json' : 'text',
      asJson ? `${JSON.stringify(scheme, null, 2)}\n` : describeScheme(scheme, language),
    );
    return 0;
  }
  const schemes = builtInSchemes()
    .map((id) => ({ id, scheme: loadScheme(id, language) }))
    .filter(({ scheme }) => year === undefined || holdsIn(scheme, year));
  if (values.json === true) {
    const list = schemes.map(({ id, scheme: { version, family, years, title } }) => ({
      id,
      version,
      ...(family !== undefined && { family }),
      years,
      title,
    }));
    printJson(`${JSON.stringify(list, null, 2)}\n`);
  } else if (schemes.length === 0) {
    printLine(language === 'zh' ? `${year} 年度没有有效的内置评价办法` : `no built-in scheme is in force in ${year}`);
  } else {
    for (const { id, scheme } of schemes) printLine(`${id}\t${scheme.title}\t${yearsText(scheme)}`);
  }
  return 0;
}
