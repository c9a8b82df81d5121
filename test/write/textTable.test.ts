import { describe, expect, it } from 'vitest';
import { displayWidth, writeTextTable } from '../../src/write/textTable.ts';

describe('a table of text', () => {
  it.each([
    ['abc', 3],
    ['亩均', 4],
    ['用地（亩）', 10],
    ['𠮷', 2],
    ['e\u0301', 1],
    ['\u200b', 0],
    ['', 0],
  ])('knows that %j is %i wide', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('stands in columns, whatever the script, without spaces at the end', () => {
    expect(
      writeTextTable(
        [
          ['列', '单位'],
          ['用地面积', ''],
          ['tax', '万元'],
        ],
        '  ',
      ),
    ).toEqual(['  列        单位', '  用地面积', '  tax       万元']);
  });
});
