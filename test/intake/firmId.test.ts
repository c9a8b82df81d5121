import { describe, expect, test } from 'vitest';
import { firmId } from '../../src/intake/firmId.ts';

describe('firmId', () => {
  test.each(['累计', '全县规上', '其中：规上', '9.13308E+17'])('takes %s for no credit code', (cell) => {
    expect(firmId(cell, 'creditCode')).toBeUndefined();
  });

  test('writes a credit code as it is registered', () => {
    expect(firmId(' ９1330784ma2e0a0a0a\t', 'creditCode')).toBe('91330784MA2E0A0A0A');
  });

  test('keeps any text as another code or a name', () => {
    expect(firmId('甲-1', 'code')).toBe('甲-1');
    expect(firmId('丽水 市', 'name')).toBe('丽水市');
  });
});
