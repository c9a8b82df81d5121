import { exactText } from '../exact/decimal.ts';
import type { Category } from '../scheme/category.ts';
import type { Condition } from '../scheme/condition.ts';
import { amountDimension, own, titleOf } from '../scheme/names.ts';
import type { Scheme } from '../scheme/scheme.ts';
import { isAssumed, type SourceRef, sourceKey } from '../scheme/source.ts';
import { canonicalUnit } from '../scheme/unit.ts';
import type { Truth as Decided, Known } from '../stages/decide.ts';
import { type Trace, traceCondition } from '../stages/trace.ts';
import type { ConditionRecord, SourceRecord, Truth } from './explanation.ts';

/** A condition as it was decided for the firm in a row. */
export function conditionRecord(condition: Condition, known: Known, row: number): ConditionRecord {
  return recordOf(traceCondition(condition, known, row), known.scheme);
}

function recordOf(trace: Trace, scheme: Scheme): ConditionRecord {
  const truth = truthText(trace.truth);
  if ('parts' in trace) return { kind: trace.kind, truth, parts: trace.parts.map((part) => recordOf(part, scheme)) };
  if ('part' in trace) return { kind: trace.kind, truth, parts: [recordOf(trace.part, scheme)] };
  const { kind, subject, found, tests } = trace;
  const titleOfCategory = (id: string): string => scheme.categories.find((one) => one.id === id)?.title ?? id;
  const named = (text: string): string => (kind === 'category' ? titleOfCategory(text) : text);
  const unit = kind === 'indicator' || kind === 'gap' ? own(scheme.indicators, subject)?.unit : unitOf(scheme, subject);
  return {
    kind,
    truth,
    ...(subject !== '' && { subject, title: titleOfRule(scheme, subject) }),
    ...('number' in found && { found: exactText(found.number), ...(unit !== undefined && { unit }) }),
    ...('texts' in found && { found: found.texts.map(named).join('；') }),
    ...('flag' in found && { found: found.flag ? 'yes' : 'no' }),
    ...('absent' in found && { absent: found.absent }),
    ...(tests.length > 0 && {
      tests: tests.map(({ is, than, truth: holds }) => ({
        is,
        than: than.split('、').map(named).join('、'),
        truth: truthText(holds),
      })),
    }),
  };
}

function truthText(truth: Decided): Truth {
  return truth === undefined ? 'undecided' : truth ? 'yes' : 'no';
}

/** The title of a name in a condition, which may also be a flag of the scheme. */
function titleOfRule(scheme: Scheme, key: string): string {
  return scheme.flags?.find(({ id }) => id === key)?.title ?? titleOf(scheme, key);
}

/** The canonical unit of an amount; undefined where the name is none. */
function unitOf(scheme: Scheme, key: string): string | undefined {
  const dimension = key === '' ? undefined : amountDimension(scheme, key);
  return dimension === undefined ? undefined : canonicalUnit(dimension);
}

/** The source of a rule: the first that is stated by the rule itself, the rules around it, its category, the scheme. */
export function sourceRecord(
  scheme: Scheme,
  stated: SourceRef | undefined,
  category?: Pick<Category, 'source'>,
): SourceRecord {
  const ref = stated ?? category?.source ?? scheme.source;
  const statedBy = stated !== undefined ? 'rule' : category?.source !== undefined ? 'category' : 'scheme';
  const key = sourceKey(ref);
  const detail = ref
    .slice(key.length)
    .replace(/^[\s:：]+/u, '')
    .trim();
  const document = own(scheme.sources, key);
  const { note: _, ...known } = document ?? { note: undefined };
  return { ref, statedBy, assumed: isAssumed(ref), ...(detail !== '' && { detail }), ...known };
}
