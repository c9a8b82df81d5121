import type { Language } from '../issues/sentences.ts';
import type { Difference } from '../results/differences.ts';

/** A difference in one line: file, place, what was expected and what is there. */
export function differenceText(difference: Difference, language: Language): string {
  const { kind, file, expected = '–', found = '–', firm } = difference;
  const zh = language === 'zh';
  const place = placeText(difference, zh);
  const both = zh ? `应为“${expected}”，实为“${found}”` : `expected "${expected}", found "${found}"`;
  const changed = zh ? `原为“${expected}”，现为“${found}”` : `was "${expected}", is "${found}"`;
  switch (kind) {
    case 'missing':
      return zh ? `${file}：缺少该文件` : `${file}: the file is missing`;
    case 'foreign':
      return zh ? `${file}：不属于本次评价的文件` : `${file}: no file of this run`;
    case 'unreadable':
      return zh ? `${file}：无法读取 ${found}` : `${file}: cannot be read: ${found}`;
    case 'hash':
      return zh
        ? `${file}：不是收据所载的文件，SHA-256 ${changed}`
        : `${file}: not the file of the receipt, SHA-256 ${changed}`;
    case 'edited':
      return zh ? `${file} ${place}：${both}` : `${file} ${place}: ${both}`;
    case 'engine':
      return zh ? `计算程序版本：${changed}` : `version of the engine: ${changed}`;
    case 'scheme':
      return zh ? `评价办法 ${place}：${changed}` : `scheme ${place}: ${changed}`;
    case 'otherScheme':
      return zh
        ? `评价所用的是另一个办法：评价所用为 ${found}，指定的为 ${expected}`
        : `the run used another scheme: it used ${found}, named was ${expected}`;
    case 'input':
      return zh
        ? `原始数据 ${file}：文件已变，SHA-256 ${changed}`
        : `data ${file}: the file has changed, SHA-256 ${changed}`;
    case 'datum':
      return zh
        ? `原始数据 ${file} ${place} 企业 ${firm}：${changed}`
        : `data ${file} ${place} firm ${firm}: ${changed}`;
  }
}

function placeText({ sheet, line, column, at }: Difference, zh: boolean): string {
  const parts = [
    ...(sheet === undefined ? [] : [zh ? `工作表“${sheet}”` : `sheet “${sheet}”`]),
    ...(line === undefined ? [] : [zh ? `第${line}行` : `row ${line}`]),
    ...(column === undefined ? [] : [zh ? `第${column}列` : `column ${column}`]),
    ...(at === undefined ? [] : [at]),
  ];
  return parts.join(' ');
}
