import { compare } from '../exact/rational.ts';
import { type Condition, conditionParts } from '../scheme/condition.ts';
import type { Flag } from '../scheme/flag.ts';
import { own, titleOf } from '../scheme/names.ts';
import { exactValue } from '../stages/baseline.ts';
import type { FirmPair } from './compareTransitions.ts';
import type { FlagChange, FlagComparison, FlaggedFirm } from './comparison.ts';
import { FLAG_CHANGES } from './comparison.ts';
import type { IndicatorResult } from './document.ts';
import type { Evaluation } from './evaluation.ts';

/** The flag of the clearance line, which is spoken of first. */
const CLEARANCE = 'clearance';

/** What became of the firms under each flag that both schemes have. */
export function compareFlags(
  before: Evaluation,
  after: Evaluation,
  pairs: readonly FirmPair[],
): readonly FlagComparison[] {
  const [was, is] = [before.run.scheme.flags ?? [], after.run.scheme.flags ?? []];
  const both = is.flatMap((flag) => {
    const earlier = was.find(({ id }) => id === flag.id);
    return earlier === undefined ? [] : [{ flag, earlier }];
  });
  const ordered = [
    ...both.filter(({ flag }) => flag.id === CLEARANCE),
    ...both.filter(({ flag }) => flag.id !== CLEARANCE),
  ];
  return ordered.map(({ flag, earlier }) => compareFlag(before, after, pairs, flag, earlier));
}

function compareFlag(
  before: Evaluation,
  after: Evaluation,
  pairs: readonly FirmPair[],
  flag: Flag,
  earlier: Flag,
): FlagComparison {
  const line = lineOf(flag);
  const sameLine =
    line !== undefined && line.indicator === lineOf(earlier)?.indicator && sameIndicator(before, after, line.indicator);
  const firms = pairs.flatMap((pair): FlaggedFirm[] => {
    const [was, is] = [pair.before?.flags.includes(flag.id) === true, pair.after?.flags.includes(flag.id) === true];
    if (!was && !is) return [];
    const [old, now] = [pair.before, pair.after].map((firm) =>
      line && sameLine ? shown(firm?.indicators[line.indicator]) : undefined,
    );
    const improved = line && sameLine ? direction(before, after, pair.id, line) : undefined;
    return [
      {
        id: pair.id,
        name: (pair.after ?? pair.before)?.name ?? null,
        change: changeOf(pair, was, is, improved, flag, now !== undefined || !sameLine),
        ...(old !== undefined && { before: old }),
        ...(now !== undefined && { after: now }),
      },
    ];
  });
  const count = (change: FlagChange): number => firms.filter((firm) => firm.change === change).length;
  const ofPairs = (side: 'before' | 'after'): number =>
    pairs.filter((pair) => pair[side]?.flags.includes(flag.id)).length;
  return {
    id: flag.id,
    title: flag.title,
    ...(sameLine && { indicator: titleOf(after.run.scheme, line.indicator), ...unitOf(after, line.indicator) }),
    before: ofPairs('before'),
    after: ofPairs('after'),
    counts: Object.fromEntries(FLAG_CHANGES.map((change) => [change, count(change)])) as FlagComparison['counts'],
    firms,
  };
}

/** Which of the changes a firm's is; a firm that is no longer measured, or no longer judged, has not been cleared. */
function changeOf(
  { before, after }: FirmPair,
  was: boolean,
  is: boolean,
  improved: number | undefined,
  flag: Flag,
  measured: boolean,
): FlagChange {
  if (before === undefined) return 'new';
  if (after === undefined) return 'gone';
  if (!was) return 'raised';
  if (!is) return measured && flag.among.includes(after.status) ? 'cleared' : 'unmeasured';
  if (improved === undefined) return 'still';
  return improved > 0 ? 'improved' : improved < 0 ? 'worse' : 'unchanged';
}

interface Line {
  readonly indicator: string;
  /** 1 where more is better: the flag stands below the line. */
  readonly sign: 1 | -1;
}

/** The line that a flag draws: the one indicator that its condition compares; undefined where there is none or are several. */
function lineOf({ when }: { readonly when: Condition }): Line | undefined {
  const lines = [...conditionParts(when, '')].flatMap(([part]): Line[] => {
    if (!('indicator' in part)) return [];
    const below = part.lessThan !== undefined || part.atMost !== undefined;
    const above = part.moreThan !== undefined || part.atLeast !== undefined;
    return below === above ? [] : [{ indicator: part.indicator, sign: below ? 1 : -1 }];
  });
  return lines.length === 1 ? lines[0] : undefined;
}

/** Whether both schemes state the indicator in one unit. */
function sameIndicator(before: Evaluation, after: Evaluation, id: string): boolean {
  const [was, is] = [before, after].map(({ run }) => own(run.scheme.indicators, id));
  return was !== undefined && was.unit === is?.unit;
}

/** Above 0 where the firm's value is better than it was, compared unrounded; undefined where one of them is a gap. */
function direction(before: Evaluation, after: Evaluation, id: string, { indicator, sign }: Line): number | undefined {
  const [was, is] = [before, after].map((evaluation) => {
    const row = evaluation.rowOf(id);
    const measure = evaluation.run.measures.get(indicator);
    const at = row === undefined ? undefined : evaluation.run.units.resultRow(row);
    return at === undefined || measure === undefined || measure.gap[at] !== 0 ? undefined : exactValue(measure, at);
  });
  return was === undefined || is === undefined ? undefined : compare(is, was) * sign;
}

function unitOf({ run }: Evaluation, id: string): Pick<FlagComparison, 'unit'> {
  const unit = own(run.scheme.indicators, id)?.unit ?? '';
  return unit === '' || unit === '1' ? {} : { unit };
}

function shown(result: IndicatorResult | undefined): string | undefined {
  return result !== undefined && 'value' in result ? result.value : undefined;
}
