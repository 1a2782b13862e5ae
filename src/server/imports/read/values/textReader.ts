import type { StoredColumn } from '../../../../contract/columns/columnFacts';
import { unprotectFormulas } from '../../../../contract/format/protectFormulas';
import { joinTags } from '../joinTags';
import { CellError } from './cellError';

/** What a cell can be: text in csv, which may have the export's apostrophes; text and numbers of a sheet; anything in JSON. */
export type CellForm = 'csv' | 'sheet' | 'json';

export type TextContent = Extract<StoredColumn, { kind: 'text' }>['content'];

const HALF_CHARACTER = /\p{Surrogate}/u;

/** @param anyKind whether other kinds than text are taken as their text. */
export function textReader(content: TextContent, form: CellForm, anyKind: boolean): (value: unknown) => string {
  const isDocument = content === 'document';
  return (cell) => {
    const value = anyKind && content === 'tags' && Array.isArray(cell) ? joinTags(cell) : cell;
    const text = anyKind && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : value;
    // Some instances send a document as the object itself.
    const whole = isDocument && typeof text === 'object' ? JSON.stringify(text) : text;
    if (typeof whole !== 'string') throw new CellError('is not text', value);
    if (whole.includes('\0')) throw new CellError('contains a null byte');
    // Decoded csv cannot hold one; the engine would refuse the whole batch.
    if (form !== 'csv' && HALF_CHARACTER.test(whole)) throw new CellError('contains half of a character');
    return form === 'csv' ? unprotectFormulas(whole) : whole;
  };
}
