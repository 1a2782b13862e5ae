/**
 * The value of JSON text; undefined for text that is not JSON, which no schema accepts. Neither is an object with a key
 * `__proto__`: schemas pass over it without a word.
 */
export function parseJson(text: string): unknown {
  // Looked for in the text: a reviver takes ten times as long, and who sends half a megabyte would hold up everybody.
  if (PROTOTYPE.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The key, each letter of which may stand as its code. Within a text, a quotation mark stands behind a backslash. */
const PROTOTYPE = new RegExp(`(?<!\\\\)"${[...'__proto__'].map(letterOrCode).join('')}"\\s*:`);

function letterOrCode(letter: string): string {
  const code = letter.charCodeAt(0).toString(16).replace('f', '[fF]');
  return `(?:${letter}|\\\\u00${code})`;
}
