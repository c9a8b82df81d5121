import { visibleLines } from '../issues/visibleText.ts';

/**
 * HTML whose texts are all escaped: a text becomes markup only by `element`, and nothing that a file or scheme says can add an
 * element, an attribute or a script.
 */
export interface Html {
  readonly html: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): string {
  return visibleLines(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** An element with a class and children; a child that is a string is text. */
export function element(name: string, className: string, ...children: readonly (Html | string)[]): Html {
  const open = className === '' ? name : `${name} class="${escaped(className)}"`;
  const inside = children.map((child) => (typeof child === 'string' ? escaped(child) : child.html)).join('');
  return { html: `<${open}>${inside}</${name}>` };
}

/** A table with a header row and a class for each column. */
export function tableOf(
  className: string,
  headers: readonly string[],
  rows: readonly (readonly (Html | string)[])[],
  columns: readonly string[],
): Html {
  const cells = (name: string, row: readonly (Html | string)[]): Html =>
    element('tr', '', ...row.map((cell, at) => element(name, columns[at] ?? '', cell)));
  return element(
    'table',
    className,
    element('thead', '', cells('th', headers)),
    element('tbody', '', ...rows.map((row) => cells('td', row))),
  );
}
