import { strToU8 } from 'fflate';
import type { Mapping } from '../../src/intake/mapping.ts';
import { readMapping } from '../../src/intake/mapping.ts';
import type { Intake } from '../../src/scheme/intake.ts';
import type { Scheme } from '../../src/scheme/scheme.ts';
import { schemeBy } from '../intake/sample.ts';
import { changed } from './mutate.ts';
import type { Random } from './random.ts';
import { HEADERS } from './tables.ts';

/** By what a data set is read, and whether it is evaluated then. */
export interface Setting {
  readonly scheme: Scheme;
  readonly mapping: Mapping | undefined;
  readonly evaluates: boolean;
}

const FIELDS = [
  'ownedLand',
  'tax',
  'electricity',
  'leasedArea',
  'leasedOutLand',
  'name',
  'id',
  'year',
  '?',
  'toString',
];

/** A scheme with or without rules for tables, a mapping that may be damaged, and now and then a run of what was read. */
export function makeSetting(random: Random): Setting {
  return {
    scheme: schemeBy(
      random.of(['creditCode', 'code', 'name']),
      random.below(3) === 0 ? {} : { intake: drawIntake(random) },
    ),
    mapping: random.below(3) === 0 ? drawMapping(random) : undefined,
    evaluates: random.below(5) === 0,
  };
}

function drawIntake(random: Random): Intake {
  const zeroWhen = random.of([[], ['missing'], ['missing', 'notApplicable']] as const);
  return {
    ...(random.below(2) === 0 && { joinByName: { allowed: true } }),
    ...(random.below(2) === 0 && {
      addUp: [
        {
          id: 'parcels',
          fields: ['ownedLand', 'electricity'],
          ...random.of([
            { tables: 'agree' },
            { tables: 'addUp', withoutRow: 'zero' },
            { tables: 'addUp', withoutRow: 'missing' },
          ] as const),
          sameRows: random.of(['once', 'each', 'fault'] as const),
          zeroWhen,
          ...(random.below(2) === 0 && { lineLabels: ['parcel'] }),
        },
      ],
    }),
    ...(random.below(2) === 0 && {
      twoValues: [
        {
          id: 'tax',
          fields: ['tax', 'ownedLand'],
          use: random.of(['department', 'firm', 'departmentElseFirm', 'lower', 'higher', 'fault'] as const),
          ...(random.below(2) === 0 && { plain: random.of(['department', 'firm'] as const) }),
        },
      ],
    }),
    ...(random.below(2) === 0 && {
      leases: [
        {
          id: 'land',
          amount: 'leasedArea',
          landlord: 'leasedOutLand',
          tenant: 'leasedInLand',
          sidesDiffer: random.of(['fault', 'landlord', 'tenant', 'smaller', 'larger'] as const),
          oneSided: random.of(['counts', 'doesNotCount', 'fault'] as const),
          partYear: random.of(['byDays', 'whole'] as const),
          sameRows: random.of(['once', 'each', 'fault'] as const),
          zeroWhen,
          withoutLease: random.of(['zero', 'missing'] as const),
          notMoreThan: ['ownedLand', 'leasedInLand'],
        },
      ],
    }),
  };
}

function drawMapping(random: Random): Mapping | undefined {
  const tables = Array.from({ length: 1 + random.below(3) }, () => {
    const first = 1 + random.below(random.of([2, 8, 2 ** 31]));
    return {
      file: random.of(['*', '企业*', '表*.csv', '租赁*', '*.xls*']),
      ...(random.below(8) === 0 && { skip: '不用' }),
      ...(random.below(3) === 0 && { headerRows: random.below(2) === 0 ? [first] : [first, first + random.below(6)] }),
      ...(random.below(6) === 0 && { year: 2022 }),
      ...(random.below(2) === 0 && {
        columns: Object.fromEntries(
          Array.from({ length: random.below(5) }, () => [
            random.of([...HEADERS, 'A', 'XFD', '3', '99999', '__proto__']),
            random.below(4) === 0
              ? 'ignore'
              : { field: random.of(FIELDS), ...(random.below(3) === 0 && { unit: '㎡' }) },
          ]),
        ),
      }),
    };
  });
  const bytes = strToU8(JSON.stringify({ format: 'permu-mapping/1', tables }));
  return readMapping(random.below(3) === 0 ? changed(bytes, random, 1) : bytes).mapping;
}
