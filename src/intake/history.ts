import { z } from 'zod';
import { parseExact } from '../exact/decimal.ts';
import type { Rational } from '../exact/rational.ts';
import { firstFormFault } from '../issues/formFault.ts';
import { type Issue, issue } from '../issues/issue.ts';

/** Earlier evaluations by year; of each year there is one. */
export type History = ReadonlyMap<number, PastEvaluation>;

/** What is needed of an earlier evaluation. */
export interface PastEvaluation {
  readonly name: string;
  /** SHA-256 of the bytes, in hexadecimal; "" where they are not known. */
  readonly sha256: string;
  readonly year: number;
  readonly scheme: string;
  /** Firms, and units of evaluation beside them, by id. */
  readonly firms: ReadonlyMap<string, PastFirm>;
}

export interface PastFirm {
  readonly category: string | null;
  readonly status: string;
  /** Id of the rule behind a status other than graded. */
  readonly statusRule: string | undefined;
  readonly grade: string | undefined;
  readonly flags: readonly string[];
  /** Labels that an evaluation states: sector, zone, town. */
  readonly labels: Readonly<Record<string, string | undefined>>;
  /** Both amounts of every indicator that was no gap and that the firm was evaluated by, in canonical units. */
  readonly amounts: ReadonlyMap<string, { readonly numerator: Rational; readonly denominator: Rational | undefined }>;
}

const text = z.string().nullish();
const firm = z.object({
  id: z.string().min(1),
  category: z.string().nullable(),
  status: z.string(),
  statusRule: z.object({ id: z.string() }).optional(),
  grade: z.string().optional(),
  flags: z.array(z.string()),
  sector: text,
  zone: text,
  town: text,
  unit: z.string().optional(),
  landlord: z.string().optional(),
  indicators: z.record(
    z.string(),
    z.union([z.object({ numerator: z.string(), denominator: z.string().optional() }), z.object({ gap: z.string() })]),
  ),
});
const document = z.object({
  format: z.literal('permu-evaluation/1'),
  year: z.int().min(1990).max(2100),
  scheme: z.object({ id: z.string() }),
  firms: z.array(firm),
  units: z.array(firm).optional(),
});

/**
 * Reads an earlier evaluation: the value parsed from its evaluation.json. What is not one is an issue that names the first
 * place where it differs.
 *
 * @param name - name of the file, for issues and the receipt
 * @param sha256 - of the file's bytes, for the receipt
 */
export function readHistory(
  json: unknown,
  name: string,
  sha256 = '',
): { readonly past?: PastEvaluation; readonly issues: readonly Issue[] } {
  const form = document.safeParse(json);
  if (!form.success) {
    const { path, expected, received } = firstFormFault(form.error.issues, json);
    return { issues: [issue('historyInvalid', { file: name, path }, expected, received)] };
  }
  const { year, scheme, firms, units = [] } = form.data;
  const known = new Map<string, PastFirm>();
  for (const firm of [...firms, ...units]) {
    const amounts = new Map<string, { numerator: Rational; denominator: Rational | undefined }>();
    for (const [id, indicator] of Object.entries(firm.indicators)) {
      // A firm that shared the result of a unit has the unit's indicators, and one that took a grade was not measured by any.
      if ('gap' in indicator || firm.unit !== undefined || firm.landlord !== undefined) continue;
      const numerator = parseExact(indicator.numerator);
      const denominator = indicator.denominator === undefined ? undefined : parseExact(indicator.denominator);
      const divides = denominator !== undefined && denominator.n > 0n;
      if (numerator === undefined || (indicator.denominator !== undefined && !divides)) {
        const path = `firms.${firm.id}.indicators.${id}`;
        return {
          issues: [
            issue('historyInvalid', { file: name, path }, 'numerator, denominator > 0', JSON.stringify(indicator)),
          ],
        };
      }
      amounts.set(id, { numerator, denominator });
    }
    const labels = { sector: firm.sector ?? undefined, zone: firm.zone ?? undefined, town: firm.town ?? undefined };
    const { category, status, grade, flags } = firm;
    if (known.has(firm.id)) {
      const place = { file: name, path: 'firms', firm: firm.id };
      return { issues: [issue('historyInvalid', place, 'each firm once', firm.id)] };
    }
    known.set(firm.id, { category, status, statusRule: firm.statusRule?.id, grade, flags, labels, amounts });
  }
  return { past: { name, sha256, year, scheme: scheme.id, firms: known }, issues: [] };
}

/** Earlier evaluations by year; of two of the same year the first counts, and there is an issue. */
export function gatherHistory(evaluations: readonly PastEvaluation[]): {
  readonly history: History;
  readonly issues: readonly Issue[];
} {
  const history = new Map<number, PastEvaluation>();
  const issues: Issue[] = [];
  for (const past of evaluations) {
    const before = history.get(past.year);
    if (before === undefined) history.set(past.year, past);
    else issues.push(issue('historyRepeated', { file: past.name }, before.name, String(past.year)));
  }
  return { history, issues };
}
