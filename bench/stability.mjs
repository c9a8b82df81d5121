// @ts-check
/**
 * How much time of a processor a scenario takes beside a whole evaluation, in one run: `npm run bench [-- firms scenarios]`. The firms
 * are those of the (synthetic) demo county again and again, with other codes and slightly other taxes. What travels between
 * machines is the ratio; nothing depends on these figures.
 */
import { readFileSync } from 'node:fs';
import { evaluate, readCsv, readFacts, readScheme, readStabilityPlan, stability } from '../dist/index.js';

const [firms = 10_000, scenarios = 200] = process.argv.slice(2).map(Number);
const { scheme } = readScheme(readFileSync(new URL('../seeds/schemes/yongkang-2019.json', import.meta.url), 'utf8'));
const { table } = readCsv(readFileSync(new URL('../fixtures/demo-county/enterprises.csv', import.meta.url)), 'enterprises.csv');
if (scheme === undefined || table === undefined) throw new Error('the demo county cannot be read');
const facts = repeated(readFacts([table], scheme), firms);
const { plan } = readStabilityPlan({ leaveOut: 0 });

const [whole, part] = [[], []];
for (let round = 0; round < 5; round += 1) {
  whole.push(milliseconds(() => evaluate(facts, scheme)));
  const evaluation = evaluate(facts, scheme);
  part.push(milliseconds(() => stability(evaluation, { scenarios, pairs: 0, plan })) / scenarios);
}
const [evaluation, scenario] = [median(whole), median(part)];
process.stdout.write(
  `${firms} firms: evaluation ${evaluation.toFixed(1)} ms, scenario ${scenario.toFixed(2)} ms (1 : ${(evaluation / scenario).toFixed(1)}); ` +
    `1000 scenarios ${scenario.toFixed(1)} s\n`,
);

/** @param {() => unknown} work */
function milliseconds(work) {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** @param {import('../dist/index.js').Facts} facts @param {number} count */
function repeated(facts, count) {
  const rows = Array.from({ length: count }, (_, row) => row % facts.ids.length);
  const list = (/** @type {readonly any[]} */ values) => rows.map((row) => values[row]);
  const lists = (/** @type {ReadonlyMap<string, readonly any[]>} */ map) => new Map([...map].map(([key, values]) => [key, list(values)]));
  const columns = [...facts.amounts].map(([key, column]) => [
    key,
    {
      ...column,
      values: Float64Array.from(rows, (row, at) => Number(column.values[row]) + (column.state[row] === 0 && key === 'tax' ? at - row : 0)),
      state: Uint8Array.from(rows, (row) => Number(column.state[row])),
      big: new Map(),
    },
  ]);
  const ids = rows.map((row, at) => `${String(Math.floor(at / facts.ids.length)).padStart(4, '0')}${facts.ids[row]}`);
  return { ...facts, ids, labels: lists(facts.labels), flags: lists(facts.flags), amounts: new Map(columns), issues: [] };
}
