import { issueLine, type Language } from '../issues/sentences.ts';
import type {
  ComparedRun,
  Comparison,
  FileDifference,
  FlagComparison,
  FlaggedFirm,
  Transition,
} from '../results/comparison.ts';
import { FLAG_CHANGES } from '../results/comparison.ts';
import { ComparisonTexts } from './comparisonTexts.ts';
import type { Part } from './explanationOutline.ts';

/**
 * A comparison as parts of a document.
 *
 * @param most - how many entries of a list are shown, the rest being counted; for a terminal
 */
export function outlineComparison(
  comparison: Comparison,
  language: Language,
  most: number = Number.POSITIVE_INFINITY,
): readonly Part[] {
  const texts = new ComparisonTexts(comparison, language);
  const { words } = texts;
  // A screen is narrow, and has the names alone.
  const narrow = Number.isFinite(most);
  const shown = <T>(all: readonly T[]): readonly T[] => all.slice(0, most);
  const rest = (all: readonly unknown[]): readonly string[] => {
    const more = all.length - most;
    if (more <= 0) return [];
    return [
      texts.zh
        ? `……另有 ${more} 条，全部见 --format markdown 或 json`
        : `… and ${more} more: see --format markdown or json`,
    ];
  };
  const { movers, flags, held, boards, changedCategory, issues } = comparison;
  const parts: Part[] = [
    {
      heading: words.title,
      lines: [
        runLine(comparison.before, words.before, texts),
        runLine(comparison.after, words.after, texts),
        countsLine(comparison, texts),
      ],
    },
  ];
  const differences = differenceLines(comparison, texts);
  parts.push({
    heading: words.differences,
    lines: differences.length === 0 ? [words.none] : [...shown(differences), ...rest(differences)],
  });
  if (issues.length > 0) parts.push({ heading: words.notes, lines: issues.map((one) => issueLine(one, language)) });
  const moving = comparison.transitions.filter((one) => !isStill(one));
  for (const transition of moving) parts.push(transitionPart(transition, texts));
  const still = comparison.transitions
    .filter(isStill)
    .map(
      ({ category, after }) =>
        `${texts.category(category)}${texts.colon}${texts.count(after)}${texts.comma}${words.unmoved}`,
    );
  if (still.length > 0) parts.push({ heading: `${words.transitions}${texts.colon}${words.unmoved}`, lines: still });
  parts.push({
    heading: `${words.movers}${texts.colon}${texts.count(movers.length)}`,
    ...(movers.length > 0 && {
      table: {
        headers: [...(narrow ? [] : [words.id]), words.firm, words.grade, words.score, words.place, words.cause],
        rows: shown(movers).map((firm) => [
          ...(narrow ? [] : [firm.id]),
          texts.firm(firm),
          texts.move(firm),
          texts.scores(firm),
          texts.places(firm),
          texts.causes(firm),
        ]),
      },
    }),
    lines: [...rest(movers), ...moverLines(comparison, texts)],
  });
  if (changedCategory.length > 0) {
    const lines = changedCategory.map(
      (firm) => `${texts.firm(firm)}${texts.colon}${texts.category(firm.from)}→${texts.category(firm.to)}`,
    );
    parts.push({
      heading: `${words.changedCategory}${texts.colon}${texts.count(changedCategory.length)}`,
      lines: [...shown(lines), ...rest(lines)],
    });
  }
  const changing = flags.filter((flag, at) => at === 0 || flagMoved(flag).length > 0);
  for (const flag of changing) {
    const lines = flagMoved(flag).map((firm) => flaggedText(flag, firm, texts));
    const counted = FLAG_CHANGES.filter((change) => flag.counts[change] > 0).map(
      (change) => `${words.flagChanges[change]} ${flag.counts[change]}`,
    );
    parts.push({
      heading: `${flag.title}${texts.colon}${flag.before}→${texts.count(flag.after)}`,
      lines: [counted.length === 0 ? words.none : counted.join(texts.comma), ...shown(lines), ...rest(lines)],
    });
  }
  const quiet = flags
    .filter((flag) => !changing.includes(flag))
    .map(({ title, after }) => `${title} ${texts.count(after)}`);
  if (quiet.length > 0)
    parts.push({ heading: `${words.otherFlags}${texts.colon}${words.unmoved}`, lines: [quiet.join(texts.comma)] });
  if (held.years.length > 1)
    parts.push({ heading: heldHeading(held.years, texts), lines: heldLines(comparison, texts) });
  const entering = boards.filter(({ groups }) => groups.length > 0);
  if (boards.length > 0) {
    parts.push({
      heading: words.boards,
      lines: entering.length === 0 ? [words.none] : entering.flatMap((board) => boardLines(board, texts, most)),
    });
  }
  return parts;
}

/** The firms of a flag that something became of. */
function flagMoved({ firms }: FlagComparison): readonly FlaggedFirm[] {
  return firms.filter(({ change }) => change !== 'unchanged' && change !== 'still');
}

function flaggedText({ indicator, unit }: FlagComparison, firm: FlaggedFirm, texts: ComparisonTexts): string {
  const said = `${texts.firm(firm)}${texts.brackets(texts.words.flagChanges[firm.change])}`;
  if (indicator === undefined) return said;
  const figure = unit === undefined ? indicator : `${indicator}${texts.brackets(unit)}`;
  return `${said}${texts.colon}${figure} ${firm.before ?? '–'}→${firm.after ?? '–'}`;
}

function runLine({ scheme, year, data, adjustments }: ComparedRun, which: string, texts: ComparisonTexts): string {
  const { words, zh } = texts;
  const files = data.map(({ name }) => name).join(texts.comma);
  const hand = adjustments.map(({ name }) => name).join(texts.comma);
  const parts = [
    `${scheme.title}${texts.brackets(`${scheme.id} ${scheme.version}`)}`,
    zh ? `${year} 年度` : `${words.year} ${year}`,
    ...(files === '' ? [] : [`${words.data} ${files}`]),
    ...(hand === '' ? [] : [`${words.adjustments} ${hand}`]),
  ];
  return `${which}${texts.colon}${parts.join(zh ? '，' : ', ')}`;
}

function countsLine({ firms }: Comparison, texts: ComparisonTexts): string {
  return texts.zh
    ? `前次 ${firms.before} 家，后次 ${firms.after} 家；两次都有 ${firms.both} 家，新进入 ${firms.new} 家，未再列入 ${firms.gone} 家`
    : `before ${firms.before} firms, after ${firms.after}; in both ${firms.both}, new ${firms.new}, gone ${firms.gone}`;
}

function differenceLines({ differences, before, after }: Comparison, texts: ComparisonTexts): readonly string[] {
  const { words, zh } = texts;
  const files = (what: string, all: readonly FileDifference[]): readonly string[] =>
    all.map(({ name, before: was, after: is }) => {
      const how =
        was === undefined
          ? zh
            ? '仅后次使用'
            : 'only in the later run'
          : is === undefined
            ? zh
              ? '仅前次使用'
              : 'only in the earlier run'
            : zh
              ? '内容不同'
              : 'other content';
      return `${what}${texts.colon}${name}${texts.brackets(how)}`;
    });
  return [
    ...(before.year === after.year ? [] : [`${words.year}${texts.colon}${before.year}→${after.year}`]),
    ...schemeLines(differences.scheme, texts),
    ...files(words.data, differences.data),
    ...files(words.history, differences.history),
    ...files(words.adjustments, differences.adjustments),
  ];
}

/** What the scheme says now and said before, the rules first; what names or describes it comes last. */
function schemeLines(all: Comparison['differences']['scheme'], texts: ComparisonTexts): readonly string[] {
  const { words, zh } = texts;
  const none = zh ? '（无）' : '(none)';
  const lines = all.map(({ path, titles, before, after }) => {
    const end = path.slice(path.lastIndexOf(']') + 1).replace(/^\./u, '');
    const field = Object.hasOwn(words.fields, end) ? words.fields[end] : titles.length === 0 ? path : end;
    const [was, is] = [before, after].map((json) => (json === undefined ? none : valueText(json, texts)));
    return {
      line: `${[words.scheme, ...titles, field].join(' ')}${texts.colon}${was}→${is}`,
      describes: DESCRIBING.test(path),
      path,
    };
  });
  const said = lines.filter(({ path }) => path !== '$schema');
  return [...said.filter(({ describes }) => !describes), ...said.filter(({ describes }) => describes)].map(
    ({ line }) => line,
  );
}

const DESCRIBING = /(^|\.)(id|title|version|note|source|derivedFrom|sources\..*)$/u;

/** A value of a scheme as people read it: texts without quotes, A 20%、B 65% for edges. */
function valueText(json: string, texts: ComparisonTexts): string {
  const value: unknown = JSON.parse(json);
  const isText = (one: unknown): one is string => typeof one === 'string';
  if (isText(value)) return value;
  if (!Array.isArray(value)) return json;
  if (value.every(isText)) return value.join(texts.comma);
  const edges = value.every((one) => Array.isArray(one) && one.every(isText));
  return edges ? value.map((one: readonly string[]) => one.join(' ')).join(texts.comma) : json;
}

function transitionPart(transition: Transition, texts: ComparisonTexts): Part {
  const { words } = texts;
  const { category, rows, columns, counts, rowTotals, columnTotals, before, after } = transition;
  const number = (count: number): string => (count === 0 ? '·' : String(count));
  const total = rowTotals.reduce((sum, one) => sum + one, 0);
  const countsText = [`${words.before} ${before}`, `${words.after} ${after}`].join(texts.zh ? '，' : ', ');
  return {
    heading: `${words.transitions}${texts.colon}${texts.category(category)}${texts.brackets(countsText)}`,
    lines: [],
    table: {
      headers: [words.fromTo, ...columns.map((name) => texts.result(name)), words.total],
      rows: [
        ...rows.map((name, at) => [texts.result(name), ...(counts[at] ?? []).map(number), String(rowTotals[at])]),
        [words.total, ...columnTotals.map(String), String(total)],
      ],
    },
  };
}

/** Whether every firm of the category has the result that it had. */
function isStill({ rows, columns, counts }: Transition): boolean {
  return rows.every((row, at) => columns.every((column, i) => row === column || counts[at]?.[i] === 0));
}

function moverLines({ movers, causes }: Comparison, texts: ComparisonTexts): readonly string[] {
  const { words } = texts;
  if (movers.length === 0) return [];
  const directions = (['better', 'worse'] as const).map(
    (direction) => `${words[direction]} ${movers.filter((firm) => firm.direction === direction).length}`,
  );
  const counted = Object.entries(words.causes).flatMap(([cause, word]) => {
    const count = causes[cause as keyof typeof causes];
    return count === 0 ? [] : [`${word} ${count}`];
  });
  const several = texts.zh ? '（一家可有多个原因）' : ' (a firm can have several)';
  return [
    `${words.direction}${texts.colon}${directions.join(texts.comma)}`,
    `${words.cause}${several}${texts.colon}${counted.join(texts.comma)}`,
  ];
}

function heldHeading(years: readonly number[], texts: ComparisonTexts): string {
  return `${texts.words.held}${texts.brackets(years.join(texts.comma))}`;
}

function heldLines({ held }: Comparison, texts: ComparisonTexts): readonly string[] {
  const lines = new Map<string, string[]>();
  for (const { category, grade, years, firms } of held.counts) {
    const title = `${texts.category(category)} ${grade}`;
    const word = texts.zh ? `${years} 年 ${firms} 家` : `${years} year${years === 1 ? '' : 's'} ${firms}`;
    lines.set(title, [...(lines.get(title) ?? []), word]);
  }
  return [...lines].map(([title, words]) => `${title}${texts.colon}${words.join(texts.comma)}`);
}

function boardLines(
  { title, groups }: Comparison['boards'][number],
  texts: ComparisonTexts,
  most: number,
): readonly string[] {
  const { words, zh } = texts;
  const sides = (['entered', 'left'] as const).flatMap((side) => {
    const firms = groups.flatMap((group) =>
      group[side].map((firm) => `${group.group === '' ? '' : `${group.group} `}${texts.firm(firm)}`),
    );
    if (firms.length === 0) return [];
    const more =
      firms.length > most ? (zh ? `等，另有 ${firms.length - most} 家` : `, and ${firms.length - most} more`) : '';
    return [
      `${words[side]} ${texts.count(firms.length)}${texts.brackets(`${firms.slice(0, most).join(texts.comma)}${more}`)}`,
    ];
  });
  return [`${title}${texts.colon}${sides.join(texts.semicolon)}`];
}
