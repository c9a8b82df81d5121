import { join } from 'node:path';
import { countIssues } from '../issues/issue.ts';
import type { Language } from '../issues/sentences.ts';
import { visibleText } from '../issues/visibleText.ts';
import { type AdjustmentEffect, adjustmentEffects, isNamed } from '../results/adjustmentEffects.ts';
import type { CategoryResult, FirmResult } from '../results/document.ts';
import type { Evaluation } from '../results/evaluation.ts';
import { leaderboard } from '../results/leaderboard.ts';
import { STATUSES } from '../scheme/flag.ts';
import { decidedText } from '../write/adjustments.ts';
import { groupTitle } from '../write/results.ts';
import { Voice } from '../write/voice.ts';
import { wordsIn } from '../write/words.ts';
import { dataLines } from './dataSummary.ts';

/** How many groups of the first leaderboard are shown where the files that were read take up half of the screen. */
const MOST_GROUPS = 3;

/** What a run decided, in a screenful: grades by category, flags, the first of each leaderboard, and where the files are. */
export function summaryText(evaluation: Evaluation, out: string, language: Language): string {
  const { scheme, boards } = evaluation.run;
  const zh = language === 'zh';
  const colon = zh ? '：' : ': ';
  const firms = zh ? ' 家' : ' firms';
  const lines = [`${scheme.title} ${evaluation.year} (${scheme.id} ${scheme.version})`, ''];
  const data = dataLines(evaluation, language);
  const several = data.length > 0;
  lines.push(...data);
  for (const category of evaluation.categories()) {
    const rows = rowsOf(evaluation, category.id);
    const grades = [...gradeCounts(evaluation, category)].map(([grade, count]) => `${grade} ${count}`);
    lines.push(
      `${category.title}${colon}${rows.length}${firms}  ${[...grades, ...otherStatuses(evaluation, rows, language)].join('  ')}`,
    );
  }
  const outside = rowsOf(evaluation, undefined);
  lines.push(...unitLines(evaluation, language));
  if (outside.length > 0) {
    lines.push(`${zh ? '其他' : 'others'}${colon}${otherStatuses(evaluation, outside, language).join('  ')}`);
  }
  lines.push('');
  const flags = flagCounts(evaluation).map(([id, count]) => {
    const title = scheme.flags?.find((flag) => flag.id === id)?.title ?? id;
    return `${title}${colon}${count}${firms}`;
  });
  lines.push(...(several && flags.length > 0 ? [flags.join(zh ? '，' : ', ')] : flags));
  const byHand = adjustmentLines(evaluation, language);
  if (byHand.length > 0) lines.push(...(lines.at(-1) === '' ? [] : ['']), ...byHand);
  const first = boards[0]?.board;
  const board = first && leaderboard(evaluation, first.id);
  if (first !== undefined && board !== undefined) {
    lines.push('', board.title);
    const shown = several ? board.groups.slice(0, MOST_GROUPS) : board.groups;
    for (const { group, leaders } of shown) {
      const best = leaders.filter(({ place }) => place === 1).map(({ name, id, value }) => `${name ?? id} ${value}`);
      const title = group === '' ? (zh ? '全部' : 'all') : groupTitle(scheme, first.per, group);
      lines.push(`  ${title}${colon}${best.join(zh ? '、' : ', ')}`);
    }
    const more = board.groups.length - shown.length;
    if (more > 0)
      lines.push(zh ? `  ……另有 ${more} 组，见 leaders.csv` : `  … and ${more} more groups, see leaders.csv`);
  }
  lines.push('', zh ? '结果文件' : 'files');
  const merges = (scheme.units ?? []).filter((rule) => rule.kind === 'merge');
  const written = FILES.filter(
    ([file]) =>
      (file !== 'zones.csv' || merges.some(({ members }) => members === 'sumOnly')) &&
      (file !== 'units.csv' || merges.some(({ members }) => members !== 'sumOnly')) &&
      (file !== 'adjustments.csv' || evaluation.run.manual !== undefined),
  );
  for (const [file, zhText, enText] of written) lines.push(`  ${join(out, file)}  ${zh ? zhText : enText}`);
  return `${lines.map(visibleText).join('\n')}\n`;
}

/** The same for a script. */
export function summaryJson(evaluation: Evaluation, out: string): string {
  const summary = {
    scheme: evaluation.run.scheme.id,
    year: evaluation.year,
    out,
    firms: evaluation.rows().length,
    categories: evaluation.categories().map((category) => ({
      id: category.id,
      grades: Object.fromEntries(gradeCounts(evaluation, category)),
    })),
    flags: Object.fromEntries(flagCounts(evaluation)),
    ...(evaluation.run.manual && { adjustments: adjustmentCounts(evaluation) }),
    issues: countIssues(evaluation.issues),
  };
  return `${JSON.stringify(summary, null, 2)}\n`;
}

const FILES = [
  ['results.csv', '每家企业的指标、得分、名次、等级', 'indicators, points, places and grades of every firm'],
  ['clearance.csv', '低效企业出清名单', 'the clearance list'],
  ['leaders.csv', '领跑者榜单', 'the leaderboards'],
  ['policies.csv', '差别化政策及金额', 'what the policies cost or earn the firms'],
  ['zones.csv', '园区、镇街等区域的结果', 'results of zones and other regions'],
  ['units.csv', '合并评价单元的结果', 'results of firms evaluated together'],
  ['adjustments.csv', '人工更正与调整，及受其影响的企业', 'changes by hand, and whom they moved'],
  ['issues.csv', '数据问题清单，可退回部门核对', 'faults of the data, to send back to the departments'],
  ['evaluation.json', '供程序读取的完整结果', 'everything, for programs'],
] as const;

/** Firms of the category with each grade; a pool that it shares with others does not count here. */
function gradeCounts(evaluation: Evaluation, { id, pools }: CategoryResult): ReadonlyMap<string, number> {
  const counts = new Map(pools.flatMap((pool) => Object.keys(pool.grades)).map((grade) => [grade, 0]));
  for (const row of rowsOf(evaluation, id)) {
    const grade = evaluation.run.overrides.grade[row];
    if (grade !== undefined) counts.set(grade, (counts.get(grade) ?? 0) + 1);
  }
  return counts;
}

function flagCounts({ run }: Evaluation): readonly (readonly [id: string, count: number])[] {
  return [...run.flags.raised].map(([id, raised]) => [
    id,
    raised.subarray(0, run.units.firms).reduce((sum, one) => sum + one, 0),
  ]);
}

/** Rows of a category, or of the firms that none admits. */
function rowsOf({ run }: Evaluation, category: string | undefined): readonly number[] {
  const position = run.scheme.categories.findIndex(({ id }) => id === category);
  const rows = run.facts.ids.map((_, row) => row);
  return rows.filter((row) => run.admission.category[row] === position && run.units.takenAt(row) === undefined);
}

/** Each rule of units with how many it makes and of how many firms, or how many firms take a grade by it. */
function unitLines({ run }: Evaluation, language: Language): string[] {
  const zh = language === 'zh';
  const taken = run.facts.ids.flatMap((_, row) => run.units.takenAt(row)?.rule.id ?? []);
  return (run.scheme.units ?? []).map(({ id, title, kind }) => {
    const units = run.units.units.filter(({ rule }) => rule.id === id);
    const firms =
      kind === 'merge' ? units.flatMap(({ members }) => members).length : taken.filter((of) => of === id).length;
    const made = kind === 'merge' ? (zh ? `${units.length} 个，共 ` : `${units.length} of `) : '';
    return `${title}${zh ? '：' : ': '}${made}${firms}${zh ? ' 家' : ' firms'}`;
  });
}

/** How many of the firms have each status other than graded, in words. */
function otherStatuses({ run }: Evaluation, rows: readonly number[], language: Language): string[] {
  const words = wordsIn(language).statuses;
  return STATUSES.filter((status) => status !== 'graded')
    .map((status) => [status, rows.filter((row) => run.standing.statusAt(row) === status).length] as const)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${words[status]} ${count}`);
}

/** How many firms the file of changes by hand names, and how many others moved because of it, with how many lines were refused. */
export function adjustmentCounts(evaluation: Evaluation): {
  readonly named: number;
  readonly affected: number;
  readonly applied: number;
  readonly refused: number;
} {
  const effects = adjustmentEffects(evaluation);
  const named = effects.filter(isNamed).length;
  return { named, affected: effects.length - named, ...lineCounts(evaluation, effects) };
}

/** How many lines of the file were applied, and how many were refused; empty ones count as neither. */
function lineCounts({ issues, run: { manual } }: Evaluation, effects: readonly AdjustmentEffect[]) {
  const applied = effects.reduce((sum, { corrections, moves }) => sum + corrections.length + moves.length, 0);
  const empty = issues.filter(({ code, place }) => code === 'rowSkipped' && place.file === manual?.name).length;
  return { applied, refused: (manual?.rows ?? 0) - empty - applied };
}

/** How many firms are named; all of them stand in adjustments.csv. */
const NAMED = 8;

/** Whom the changes by hand concern, and who else moved because of them. */
function adjustmentLines(evaluation: Evaluation, language: Language): string[] {
  const { manual, scheme } = evaluation.run;
  if (manual === undefined) return [];
  const zh = language === 'zh';
  const [colon, comma] = zh ? ['：', '、'] : [': ', ', '];
  const effects = adjustmentEffects(evaluation);
  const named = effects.filter(isNamed);
  const others = effects.filter((effect) => !isNamed(effect));
  const firm = ({ before, after }: AdjustmentEffect): string => (after ?? before)?.name ?? (after ?? before)?.id ?? '';
  const outcome = (one: FirmResult | undefined): string =>
    one === undefined ? '–' : (one.grade ?? wordsIn(language).statuses[one.status]);
  const move = ({ before, after }: AdjustmentEffect): string => {
    const [from, to] = [outcome(before), outcome(after)];
    return from === to ? `${to}${zh ? '（等级未变）' : ' (unchanged)'}` : `${from}→${to}`;
  };
  const more = (all: readonly unknown[]): string[] => {
    const rest = all.length - NAMED;
    return rest <= 0 ? [] : [zh ? `另有 ${rest} 家，见 adjustments.csv` : `${rest} more, see adjustments.csv`];
  };
  const documents = ({ corrections, moves }: AdjustmentEffect): string =>
    [...new Set([...corrections, ...moves].flatMap(({ document }) => document ?? []))].join(comma);
  const nobody = zh ? '没有其他企业因此变动' : 'no other firm moved because of it';
  const because = [...others.slice(0, NAMED).map((one) => `${firm(one)} ${move(one)}`), ...more(others)].join(comma);
  const title = zh ? `人工更正与调整 ${manual.name}` : `changes by hand ${manual.name}`;
  const { applied, refused } = lineCounts(evaluation, effects);
  const counts = zh
    ? `采用 ${applied} 行，未采用 ${refused} 行；${named.length} 家，因此变动 ${others.length} 家`
    : `${applied} lines applied, ${refused} refused; ${named.length} firms, ${others.length} others moved`;
  return [
    `${title}${colon}${counts}`,
    ...named
      .slice(0, NAMED)
      .map(
        (one) =>
          `  ${firm(one)} ${move(one)}${zh ? '（' : ' ('}${decidedText(one, new Voice(scheme, language))}${zh ? '，' : ', '}${documents(one)}${zh ? '）' : ')'}`,
      ),
    ...more(named).map((line) => `  ${line}`),
    others.length === 0 ? `  ${nobody}` : `  ${zh ? '因此 ' : 'because of it '}${because}`,
  ];
}
