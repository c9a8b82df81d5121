export { readWorkbook } from './intake/readWorkbook.ts';
