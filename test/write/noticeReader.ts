import type { RoundingMode } from '../../src/exact/rational.ts';
import { clamp, type Fraction, fractionOf, NOTHING, sumOf } from '../oracle/fraction.ts';
import { calculate } from './calculator.ts';

/** What stands on a notice for a person to check; nothing but its printed text is used. */
export interface PrintedNotice {
  /** Points as printed and as worked out from the printed arithmetic, limits and rounding. */
  readonly points: readonly { readonly printed: string; readonly worked: string }[];
  readonly score: { readonly printed: string; readonly worked: string } | undefined;
}

const MODES: Readonly<Record<string, RoundingMode>> = {
  四舍五入: 'halfUp',
  截尾: 'truncate',
  四舍六入五成双: 'halfEven',
  'rounded half up': 'halfUp',
  truncated: 'truncate',
  'rounded half even': 'halfEven',
};
const ARITHMETIC = /^[-\d.()+−×÷\s]+/u;

/** Reads a notice as a person with a calculator does. */
export function readNotice(html: string): PrintedNotice {
  const table = /<table class="scoring">([\s\S]*?)<\/table>/.exec(html)?.[1] ?? '';
  const rows = [...table.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].slice(1).map((row) => cellsOf(row[1] ?? ''));
  const paragraphs = [...html.matchAll(/<p class="([^"]*)">([\s\S]*?)<\/p>/g)].map(
    (match) => [match[1] ?? '', textOf(match[2] ?? '')] as const,
  );
  const rounding = paragraphs.find(([name]) => name === 'rounding')?.[1];
  if (rounding === undefined) return { points: [], score: undefined };
  const mode = Object.entries(MODES).find(([word]) => rounding.includes(word))?.[1];
  const places = Number(/保留 (\d+) 位|to (\d+) places/.exec(rounding)?.slice(1).find(Boolean));
  if (mode === undefined || Number.isNaN(places)) throw new RangeError(`no rounding: ${rounding}`);
  const once = /各项得分不舍入|summed unrounded/.test(rounding);
  const exact = rows.map(([, calculation = '']) => pointsOf(calculation));
  const rounded = exact.map((value) => value.toPlaces(places, mode));
  const filledByMean = rows.map(([, calculation = '']) => /平均值|mean of/.test(calculation));
  const terms = exact.map((value, at) => (once && !filledByMean[at] ? value : (rounded[at] ?? NOTHING)));
  const sum = sumOf(terms).toPlaces(places, mode);
  const adjustments = paragraphs
    .filter(([name]) => name === 'adjustment')
    .map(([, text]) => fractionOf(/([+-]?[\d.]+)$/.exec(text)?.[1]?.replace('+', '') ?? ''));
  const [, last = ''] = paragraphs.filter(([name]) => name === 'sum').at(-1) ?? [];
  return {
    points: rows.map((cells, at) => ({
      printed: cells.at(-1) ?? '',
      worked: (rounded[at] ?? NOTHING).toFixed(places),
    })),
    score: {
      printed: /(-?[\d.]+)$/.exec(last)?.[1] ?? '',
      worked: sum.plus(sumOf(adjustments)).toFixed(places),
    },
  };
}

/** The points of one row: its arithmetic within its limits, not rounded. */
function pointsOf(calculation: string): Fraction {
  const stated = calculation.slice(calculation.lastIndexOf('：') + 1).replace(/^.*?: (?=[-\d(])/u, '');
  const arithmetic =
    ARITHMETIC.exec(stated)?.[0]
      .trim()
      .replace(/\s*\($/u, '') ?? '';
  const least = /(?:不低于|not below) (-?[\d.]+)/.exec(stated)?.[1];
  const most = /(?:不高于|not above) (-?[\d.]+)/.exec(stated)?.[1];
  return clamp(
    calculate(arithmetic),
    least === undefined ? undefined : fractionOf(least),
    most === undefined ? undefined : fractionOf(most),
  );
}

function cellsOf(row: string): readonly string[] {
  return [...row.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map((match) => textOf(match[1] ?? ''));
}

/** The text that a person sees. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
