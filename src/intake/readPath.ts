import seed from '../../seeds/fields.json' with { type: 'json' };
import type { FieldIndex } from './fieldIndex.ts';
import { unitText } from './headerRows.ts';
import { normaliseHeader, type StatedBy, splitHeader, withoutStater, yearVariants } from './headerText.ts';
import { type HeaderReading, NOT_STATED, readHeader } from './readHeader.ts';

/**
 * Reads the header of a column from its texts, the top level first: all of them joined (用地面积 + 自有 is 自有用地面积, 2023年 +
 * 税收 is 2023年税收), with the unit that stands lowest. A parent is left out only where it adds no meaning (基本情况, the year
 * evaluated, who states the values) or the child says it again (税收实际贡献 under 税收); 税收 under 上年 or 其中 is not 税收.
 */
export function readPath(path: readonly string[], index: FieldIndex, year: number | undefined): HeaderReading {
  const [only] = path;
  if (only === undefined) return { kind: 'unknown' };
  if (path.length === 1) return readHeader(only, index, year);
  const parts = path.map((text) => partOf(text, year));
  const unit = parts.findLast((part) => part.unit !== undefined)?.unit;
  const statedBy = parts.findLast((part) => part.statedBy !== undefined)?.statedBy;
  const named = parts.filter((part) => part.stem !== '');
  const child = named.at(-1);
  const telling = named.filter((part) => part === child || !(part.neutral || child?.stem.includes(part.stem)));
  const tries = [...joined(named), ...joined(telling)].map((stem) => ({ stem, statedBy: undefined }));
  const bare = [...joined(telling.map(({ bare: stem }) => ({ stem })))].map((stem) => ({ stem, statedBy }));
  let fault: HeaderReading | undefined;
  for (const each of [...tries, ...bare]) {
    const reading = readHeader(unit === undefined ? each.stem : `${each.stem}(${unit})`, index, year);
    if (reading.kind === 'field') return stated(reading, each.statedBy);
    if (reading.kind === 'ambiguous' || reading.kind === 'ignored') return reading;
    if (fault === undefined || fault.kind === 'unknown') fault = reading;
  }
  return fault ?? { kind: 'unknown' };
}

interface Part {
  /** The text without its unit. */
  readonly stem: string;
  /** The stem without who states it. */
  readonly bare: string;
  readonly unit: string | undefined;
  readonly statedBy: StatedBy | undefined;
  /** Whether it adds no meaning to what stands below it. */
  readonly neutral: boolean;
}

function partOf(text: string, year: number | undefined): Part {
  const whole = normaliseHeader(text);
  const alone = unitText(text);
  if (alone !== undefined) return { stem: '', bare: '', unit: alone, statedBy: undefined, neutral: true };
  const split = splitHeader(whole).find(({ unit }) => unitText(unit) !== undefined);
  const stem = split?.stem ?? whole;
  const without = yearVariants(stem, year).flatMap((dated) => [
    { header: dated, statedBy: undefined },
    ...withoutStater(dated),
  ]);
  const neutral = without.find(({ header }) => header === '' || NEUTRAL.has(header));
  const [stater] = withoutStater(stem);
  const statedBy = neutral?.statedBy ?? stater?.statedBy;
  return { stem, bare: stater?.header ?? stem, unit: split?.unit, statedBy, neutral: neutral !== undefined };
}

/** The texts in order; two of them also in the other order, for 自有 under 用地面积; a total under a parent is the parent. */
function joined(parts: readonly { readonly stem: string }[]): readonly string[] {
  const stems = parts.map(({ stem }) => stem);
  const last = stems.at(-1) ?? '';
  return [
    stems.join(''),
    ...(stems.length > 1 ? [last + stems.slice(0, -1).join('')] : []),
    ...(stems.length > 1 && TOTALS.has(last) ? [stems.slice(0, -1).join('')] : []),
  ];
}

function stated(reading: HeaderReading & { readonly kind: 'field' }, statedBy: StatedBy | undefined): HeaderReading {
  if (statedBy === undefined || reading.statedBy !== undefined || NOT_STATED.has(reading.field)) return reading;
  return { ...reading, statedBy };
}

const NEUTRAL: ReadonlySet<string> = new Set(seed.neutralParents.map(normaliseHeader));
const TOTALS: ReadonlySet<string> = new Set(seed.totalChildren.map(normaliseHeader));
