import type { Table } from '../../src/intake/readCsv.ts';
import type { Random } from './random.ts';
import { TOKENS } from './samples.ts';

/** Headers of tables of firms, parcels, leases and both sides of a datum, over one another or alone. */
export const HEADERS: readonly string[] = [
  '统一社会信用代码',
  '企业名称',
  '企业代码',
  '规模',
  '年度',
  '自有用地面积（亩）',
  '用地面积（㎡）',
  '实缴税金（万元）',
  '税金（元）',
  '自报税收（万元）',
  '核定税收（万元）',
  '用电量（万千瓦时）',
  '宗地号',
  '行业代码',
  '出租方',
  '承租方',
  '出租方信用代码',
  '承租方信用代码',
  '租赁面积（亩）',
  '起租日期',
  '终止日期',
  '出租面积（亩）',
  '土地',
  '其中：租入',
  '序号',
  '备注',
  '亩均税收（万元/亩）',
  '',
];
const VALUES: readonly string[] = [
  ...['91330784100001369K', '91330784100002564N', '913307841000007882', 'A', 'B', '村集体', '示例甲厂（虚构）'],
  ...['0', '1', '-1', '1.5', '12,5', '1e3', '0.1亩', '1000㎡', '3%', '#N/A', '-', '/', '×', '规上', '规下', '保密'],
  ...['2022', '2022-03-01', '2022年12月31日', '44621', '20220230', '合计', '小计', '平均', '以下空白', '', '', ''],
];
const MOST_COLUMNS = 16_384;

/** A table as a reader hands it on, of any shape: titles only, headers of four levels with merged cells, very wide ones. */
export function makeTable(random: Random, number: number): Table {
  const columns = random.below(5_000) === 0 ? MOST_COLUMNS : 1 + random.below(14);
  const levels = random.below(5);
  const cell = (from: readonly string[]): string => random.of(random.below(40) === 0 ? TOKENS : from);
  const row = (from: readonly string[]): string[] =>
    Array.from({ length: random.below(8) === 0 ? random.below(columns + 1) : columns }, () => cell(from));
  const titles = Array.from({ length: random.below(3) }, () => [
    random.of(['某县（示例）', '单位：万元', '附件1', '']),
  ]);
  const header = Array.from({ length: levels }, () => row(HEADERS));
  const rows = [...titles, ...header, ...Array.from({ length: random.below(12) }, () => row(VALUES))];
  if (random.below(6) === 0 && header[0] !== undefined) rows.push(header[0], row(VALUES));
  const merged = Array.from({ length: columns > 100 ? 3_000 : random.below(6) }, () => {
    const [top, left] = [random.below(Math.max(1, rows.length)), random.below(columns)];
    return {
      row: top,
      column: left,
      rows: 1 + random.below(Math.max(1, Math.min(4, rows.length - top))),
      columns: 1 + random.below(Math.min(4, columns - left)),
    };
  }).filter((one) => one.row + one.rows <= rows.length);
  return {
    name: `表${number}.csv`,
    sha256: '0'.repeat(64),
    encoding: 'utf-8',
    rows,
    ...(merged.length > 0 && { merged }),
  };
}
