/** A fault of a document's form, as the library that checks forms reports it. */
export interface FormFault {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected?: string;
  readonly values?: readonly unknown[];
  readonly keys?: readonly string[];
}

/** The first place where a document differs from its form: its path, what should be there, and what is. */
export function firstFormFault(
  faults: readonly FormFault[],
  root: unknown,
): { readonly path: string; readonly expected: string; readonly received: string } {
  const [fault] = faults;
  const path = fault?.path ?? [];
  return { path: path.map(String).join('.'), expected: expectedOf(fault), received: received(root, path, fault?.keys) };
}

function expectedOf(fault: FormFault | undefined): string {
  switch (fault?.code) {
    case 'invalid_type':
      return fault.expected ?? '';
    case 'invalid_value':
      return (fault.values ?? []).map(String).join(' | ');
    case 'unrecognized_keys':
      return 'nothing else';
    case 'invalid_union':
      return 'another form';
    default:
      return fault?.message ?? '';
  }
}

function received(root: unknown, path: readonly PropertyKey[], keys: readonly string[] | undefined): string {
  if (keys !== undefined) return keys.join('、');
  let value = root;
  for (const step of path) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined;
  }
  return value === undefined ? 'nothing' : shortJson(value);
}

function shortJson(value: unknown): string {
  try {
    const text = JSON.stringify(value) ?? 'nothing';
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  } catch {
    // Nested too deeply to be written, or longer than a text can be.
    return Array.isArray(value) ? '[…' : '{…';
  }
}

const LONGEST = 80;
