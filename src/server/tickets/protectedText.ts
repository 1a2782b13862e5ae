/** protectFormulas (src/contract/format) in SQL, for the files that the engine writes. */

const START = String.raw`^(\'*[=+\\-@\\t\\r])`;
const BEHIND = String.raw`([;\\t\\r\\n]"?)(\'*[=+\\-@])`;
/** What a start may be behind. */
const SEPARATORS = String.raw`[';', '\t', '\r', '\n']`;

/**
 * Nearly every text has neither a start nor a separator. That is looked for once, in whole columns: a condition for each
 * change, or one that is short-circuited, would copy them and make a file take half as long again.
 * @param value SQL of a text, null or not.
 */
export function protectedText(value: string): string {
  const within = `replaceRegexpAll(${value}, '${BEHIND}', '\\\\1\\'\\\\2')`;
  const whole = `replaceRegexpOne(${within}, '${START}', '\\'\\\\1')`;
  return `if(match(${value}, '${START}') + multiSearchAny(${value}, ${SEPARATORS}) > 0, ${whole}, ${value})`;
}
