/**
 * The value of JSON text; undefined for text that is not JSON, which no schema accepts. Neither is an object with a key
 * `__proto__`: schemas pass over it without a word.
 */
export function parseJson(text: string): unknown {
  try {
    return text.includes('__proto__') ? JSON.parse(text, withoutPrototype) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withoutPrototype(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('a key that no object can have');
  return value;
}
