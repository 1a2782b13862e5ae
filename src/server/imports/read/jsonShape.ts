import { BACKSLASH, CLOSE, CLOSE_ARRAY, COMMA, OPEN, OPEN_ARRAY, QUOTE } from './jsonCharacters';

/** Bounds on the structure of JSON records. Text within them is bounded by the length of a record. */

/** No ticket has a tenth of it; thousands of levels overflow the stack of JSON.stringify and whatever else walks a value. */
export const MAX_LEVELS = 200;
/** Empty arrays and objects take up to fifty times the memory of their text. */
export const MAX_VALUES = 200_000;

/** What bounds JSON text before it is parsed, which takes the memory. */
export interface JsonSize {
  values: number;
  /** Of arrays and objects in one another. */
  levels: number;
}

/** The size of JSON text, or of its beginning that has more than `maxValues` values. */
export function sizeOfJson(json: string, maxValues: number): JsonSize {
  let [values, open, levels] = [1, 0, 0];
  for (let at = 0; at < json.length && values <= maxValues; at += 1) {
    switch (json.charCodeAt(at)) {
      case QUOTE:
        at = endOfText(json, at);
        break;
      case OPEN:
      case OPEN_ARRAY:
        open += 1;
        levels = Math.max(levels, open);
        values += 1;
        break;
      case CLOSE:
      case CLOSE_ARRAY:
        open -= 1;
        break;
      case COMMA:
        values += 1;
    }
  }
  return { values, levels };
}

/** The position of the quote that closes a text, or the end. */
function endOfText(json: string, start: number): number {
  for (let at = json.indexOf('"', start + 1); at !== -1; at = json.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (json.charCodeAt(at - backslashes - 1) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return json.length;
}

/** Whether arrays and objects lie in one another for more than so many levels. */
export function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1));
}

/** A value as it is for so many levels; what lies deeper is an empty array. */
export function cutDeeper(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return [];
  if (Array.isArray(value)) return value.map((each) => cutDeeper(each, levels - 1));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, cutDeeper(each, levels - 1)]));
}
