import { type ColumnWords, spoken } from '../texts/texts';
import type { Column } from './columnFacts';

const MADE = new WeakMap<ColumnWords, Column>();

/** The facts of a column with the words of the spoken language; the same object for the same language. */
export function inWords(id: string, column: Column): Column {
  const words = spoken()?.columns?.[id];
  if (words === undefined) return column;
  const made = MADE.get(words) ?? { ...column, ...words };
  MADE.set(words, made);
  return made;
}
