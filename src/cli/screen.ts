import { visibleJson, visibleLines } from '../issues/visibleText.ts';

/**
 * The only way out to a terminal. Names, headers, sheets and file names are written by others and may hold escape sequences or
 * marks of direction: here they lose their power, whatever wrote the text.
 */
export function printText(text: string): void {
  process.stdout.write(visibleLines(text));
}

/** A line of its own. */
export function printLine(line: string): void {
  printText(`${line}\n`);
}

export function printJson(json: string): void {
  process.stdout.write(visibleJson(json));
}

/** What a command answers, in a format: JSON keeps saying the same, CSV is data for a file and stays as it is. */
export function printFormat(format: string, text: string): void {
  if (format === 'json') printJson(text);
  else if (format === 'csv') process.stdout.write(text);
  else printText(text);
}

/** What is said beside the answer. */
export function printNote(text: string): void {
  process.stderr.write(visibleLines(text));
}
