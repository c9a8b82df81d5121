import { readScheme } from '../scheme/readScheme.ts';
import { Failure } from './failure.ts';
import { builtInSchemes, schemeText } from './inputs.ts';
import { readOptions } from './options.ts';

/** permu schemes: the built-in schemes, a line each; or one of them as JSON. */
export function schemesCommand(args: string[]): number {
  const { values } = readOptions(args, { show: { type: 'string' }, json: { type: 'boolean' } }, false);
  if (values.show !== undefined) {
    if (!builtInSchemes().includes(values.show)) {
      throw new Failure(
        `没有这个内置办法 no such scheme: ${values.show}；内置 built-in: ${builtInSchemes().join(', ')}`,
      );
    }
    process.stdout.write(schemeText(values.show));
    return 0;
  }
  const schemes = builtInSchemes().map((id) => {
    const scheme = readScheme(schemeText(id)).scheme;
    return { id, version: scheme?.version ?? '', years: scheme?.years ?? null, title: scheme?.title ?? '' };
  });
  if (values.json === true) process.stdout.write(`${JSON.stringify(schemes, null, 2)}\n`);
  else for (const { id, title } of schemes) process.stdout.write(`${id}\t${title}\n`);
  return 0;
}
