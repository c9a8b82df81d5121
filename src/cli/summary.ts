import { join } from 'node:path';
import { countIssues } from '../issues/issue.ts';
import type { Language } from '../issues/sentences.ts';
import type { CategoryResult } from '../results/document.ts';
import type { Evaluation } from '../results/evaluation.ts';
import { STATUSES, type Status } from '../scheme/flag.ts';
import { groupTitle } from '../write/results.ts';
import { wordsIn } from '../write/words.ts';

/** What a run decided, in a screenful: grades by category, flags, the first of each leaderboard, and where the files are. */
export function summaryText(evaluation: Evaluation, out: string, language: Language): string {
  const { scheme } = evaluation.run;
  const document = evaluation.document();
  const zh = language === 'zh';
  const words = wordsIn(language);
  const lines = [`${scheme.title} ${document.year} (${scheme.id} ${scheme.version})`, ''];
  for (const category of document.categories) {
    const firms = document.firms.filter((firm) => firm.category === category.id);
    const grades = [...gradeCounts(category)].map(([grade, count]) => `${grade} ${count}`);
    const others = statusCounts(firms.filter(({ status }) => status !== 'graded')).map(
      ([status, count]) => `${words.statuses[status]} ${count}`,
    );
    lines.push(
      `${category.title}${zh ? '：' : ': '}${firms.length}${zh ? ' 家' : ' firms'}  ${[...grades, ...others].join('  ')}`,
    );
  }
  const outside = statusCounts(document.firms.filter((firm) => firm.category === null));
  if (outside.length > 0) {
    lines.push(
      `${zh ? '其他' : 'others'}${zh ? '：' : ': '}${outside.map(([status, count]) => `${words.statuses[status]} ${count}`).join('  ')}`,
    );
  }
  lines.push('');
  for (const flag of scheme.flags ?? []) {
    const count = document.firms.filter((firm) => firm.flags.includes(flag.id)).length;
    lines.push(`${flag.title}${zh ? '：' : ': '}${count}${zh ? ' 家' : ' firms'}`);
  }
  const board = document.boards[0];
  const form = scheme.boards?.[0];
  if (board !== undefined && form !== undefined) {
    lines.push('', board.title);
    for (const { group, leaders } of board.groups) {
      const first = leaders.filter(({ place }) => place === 1).map(({ name, id, value }) => `${name ?? id} ${value}`);
      lines.push(`  ${groupTitle(scheme, form.per, group)}${zh ? '：' : ': '}${first.join(zh ? '、' : ', ')}`);
    }
  }
  lines.push('', zh ? '结果文件' : 'files');
  for (const [file, zhText, enText] of FILES) lines.push(`  ${join(out, file)}  ${zh ? zhText : enText}`);
  return `${lines.join('\n')}\n`;
}

/** The same for a script. */
export function summaryJson(evaluation: Evaluation, out: string): string {
  const document = evaluation.document();
  const summary = {
    scheme: document.scheme.id,
    year: document.year,
    out,
    firms: document.firms.length,
    categories: document.categories.map((category) => ({
      id: category.id,
      grades: Object.fromEntries(gradeCounts(category)),
    })),
    flags: Object.fromEntries(
      (evaluation.run.scheme.flags ?? []).map(({ id }) => [
        id,
        document.firms.filter((firm) => firm.flags.includes(id)).length,
      ]),
    ),
    issues: countIssues(evaluation.issues),
  };
  return `${JSON.stringify(summary, null, 2)}\n`;
}

const FILES = [
  ['results.csv', '每家企业的指标、得分、名次、等级', 'indicators, points, places and grades of every firm'],
  ['clearance.csv', '低效企业出清名单', 'the clearance list'],
  ['leaders.csv', '领跑者榜单', 'the leaderboards'],
  ['issues.csv', '数据问题清单，可退回部门核对', 'faults of the data, to send back to the departments'],
  ['evaluation.json', '供程序读取的完整结果', 'everything, for programs'],
] as const;

function gradeCounts(category: CategoryResult): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const pool of category.pools) {
    for (const [grade, count] of Object.entries(pool.grades)) counts.set(grade, (counts.get(grade) ?? 0) + count);
  }
  return counts;
}

function statusCounts(firms: readonly { readonly status: Status }[]): [Status, number][] {
  return STATUSES.map((status): [Status, number] => [
    status,
    firms.filter((firm) => firm.status === status).length,
  ]).filter(([, count]) => count > 0);
}
