import { describe, expect, test } from 'vitest';
import { findFirm } from '../../src/cli/findFirm.ts';
import { evaluate } from '../../src/evaluate.ts';
import { sampleScheme } from '../scheme/sample.ts';

describe('a firm that is asked for by name', () => {
  const firms = ['F1', 'F2', 'F3'].map((id, at) => ({
    id,
    name: at < 2 ? '同名厂（虚构）' : '另一厂',
    tax: 1,
    land: 1,
  }));
  const evaluation = evaluate(firms, sampleScheme());

  test('is found where one bears the name, and asked for by code where several do', () => {
    expect(findFirm(evaluation, '另一厂', 'zh')).toBe('F3');
    expect(() => findFirm(evaluation, '同名厂（虚构）', 'zh')).toThrow(
      /2 家企业同名，请改用企业代码.*\n {2}F1\n {2}F2/,
    );
    expect(() => findFirm(evaluation, '无此厂', 'zh')).toThrow('没有这家企业');
  });
});
