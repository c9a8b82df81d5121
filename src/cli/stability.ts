import { readFileSync } from 'node:fs';
import type { Language } from '../issues/sentences.ts';
import { parsed } from '../readRun.ts';
import type { Stability } from '../results/stability.ts';
import { findFactors } from '../results/stabilityFactors.ts';
import { MOST_WRITTEN } from '../scheme/nesting.ts';
import { repeatedKeys } from '../scheme/repeatedKeys.ts';
import { readStabilityPlan, type StabilityPlan } from '../scheme/stabilityPlan.ts';
import { MOST_SCENARIOS, stability, usualPlanOf } from '../stability.ts';
import { writeStabilityCsv, writeStabilityMarkdown, writeStabilityText } from '../write/stability.ts';
import { Failure } from './failure.ts';
import { languageOf, readOptions } from './options.ts';
import { checkFile, deliver } from './outputs.ts';
import { printNote } from './screen.ts';
import { loadVerifiedRun } from './verifiedRun.ts';

const FORMATS: Readonly<Record<string, (stability: Stability, language: Language) => string>> = {
  text: writeStabilityText,
  json: (stability) => `${JSON.stringify(stability, null, 2)}\n`,
  csv: writeStabilityCsv,
  markdown: writeStabilityMarkdown,
};

/** permu stability: how firm the grades of a run are, in scenarios in which its scheme's choices are made otherwise. */
export function stabilityCommand(args: string[]): number {
  const { values } = readOptions(
    args,
    {
      run: { type: 'string' },
      scenarios: { type: 'string' },
      pairs: { type: 'string' },
      seed: { type: 'string' },
      plan: { type: 'string' },
      weights: { type: 'string' },
      baselines: { type: 'string' },
      'leave-out': { type: 'string' },
      format: { type: 'string' },
      out: { type: 'string' },
      force: { type: 'boolean' },
      json: { type: 'boolean' },
      lang: { type: 'string' },
    },
    false,
  );
  const { run: folder, out } = values;
  if (folder === undefined) throw new Failure('缺少选项 needed: --run\n用法见 permu --help');
  const format = values.format ?? (values.json === true ? 'json' : 'text');
  const write = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (write === undefined || (values.json === true && format !== 'json')) {
    throw new Failure(`--format 应为 expected one of: ${Object.keys(FORMATS).join(', ')}；实为 found: ${format}`);
  }
  if (out !== undefined) checkFile(out, values.force === true);
  const asked = values.lang === undefined ? undefined : languageOf(values.lang);
  const scenarios = wholeNumber('--scenarios', values.scenarios, 1, MOST_SCENARIOS) ?? 1000;
  const half = Math.floor(scenarios / 2);
  const pairs = wholeNumber('--pairs', values.pairs, 0, Math.floor(MOST_SCENARIOS / 2));
  if (pairs !== undefined && pairs > half)
    throw new Failure(
      `--pairs 最多为 --scenarios（${scenarios}）的一半 at most half of --scenarios (${scenarios}): ${half}; found: ${pairs}`,
    );
  if (pairs === 1) throw new Failure(`--pairs 应为 0，或至少 2 expected 0, or at least 2; found: 1`);
  const seed = wholeNumber('--seed', values.seed, 0, 2 ** 32 - 1) ?? 1;
  const stated = planOf(values);
  const { evaluation, language, otherVersion } = loadVerifiedRun(folder, asked);
  const { run } = evaluation;
  const plan =
    stated.leaveOut === undefined ? { ...stated.plan, leaveOut: usualPlanOf(evaluation).leaveOut } : stated.plan;
  if (!run.overrides.grade.some((grade) => grade !== undefined) && !run.grades.place.some((place) => place > 0))
    throw new Failure(text(language, '没有一家企业有名次或等级', 'no firm of the run has a place or a grade'));
  if (findFactors(run.scheme, plan).length === 0 && plan.leaveOut === 0) {
    const nothing = '没有可变动的：各项变动范围均为零，也不逐户剔除';
    throw new Failure(text(language, nothing, 'nothing to vary: all ranges are zero, and no firm is to be left out'));
  }
  const found = stability(evaluation, { scenarios, seed, plan, ...(pairs !== undefined && { pairs }) });
  deliver(write(found, language), format, out, values.force === true);
  if (otherVersion !== undefined) {
    const note = text(
      language,
      `评价结果由 permu ${otherVersion} 写出；这里是本版本重新计算的结果`,
      `the run was written by permu ${otherVersion}; this is what the present version computes`,
    );
    printNote(`${note}\n`);
  }
  return 0;
}

function text(language: Language, zh: string, en: string): string {
  return language === 'zh' ? zh : en;
}

/** The whole number of an option, in plain digits, within its bounds. */
function wholeNumber(name: string, given: string | undefined, from: number, to: number): number | undefined {
  if (given === undefined) return undefined;
  const value = /^\d{1,10}$/.test(given) ? Number(given) : Number.NaN;
  if (value >= from && value <= to) return value;
  throw new Failure(
    `${name} 应为 ${from} 至 ${to} 的整数 expected a whole number from ${from} to ${to}; found: ${given}`,
  );
}

/** The plan of a file, or the usual one, with what the options state in its place. */
function planOf(values: Readonly<Record<string, string | boolean | undefined>>): {
  readonly plan: StabilityPlan;
  readonly leaveOut: number | undefined;
} {
  const { plan: file, weights, baselines } = values;
  const stated = typeof file === 'string' ? planFile(file) : {};
  const leaveOut = wholeNumber('--leave-out', values['leave-out'] as string | undefined, 0, 1_000_000);
  const options = {
    ...(weights !== undefined && { weights }),
    ...(baselines !== undefined && { baselines }),
    ...(leaveOut !== undefined && { leaveOut }),
  };
  const { plan, faults } = readStabilityPlan({ ...stated, ...options });
  // Where nobody states how many firms are left out, that follows from the size of the run.
  const isStated = leaveOut !== undefined || 'leaveOut' in stated;
  if (plan !== undefined) return { plan, leaveOut: isStated ? plan.leaveOut : undefined };
  const where = typeof file === 'string' ? `${file} ` : '';
  throw new Failure(`${where}变动范围有误 invalid plan:\n  ${faults.join('\n  ')}`);
}

function planFile(path: string): object {
  let bytes: string;
  try {
    bytes = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Failure(`无法读取 cannot read: ${path}（${reason(error)}）`);
  }
  if (bytes.length > MOST_WRITTEN) {
    throw new Failure(`文件过大 too large: ${path}（≤ ${MOST_WRITTEN}；${bytes.length} 字 characters）`);
  }
  const json = bytes.replace(/^\uFEFF/, '');
  const value = parsed(json);
  const repeated = value === undefined ? [] : repeatedKeys(json).map(({ key }) => key);
  if (repeated.length > 0) throw new Failure(`每个键只能出现一次 each key once: ${path}（${repeated.join('、')}）`);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new Failure(`应为 JSON 对象 expected a JSON object: ${path}`);
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
