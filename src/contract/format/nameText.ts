/** Names that people choose, which others see in lines and menus of their own. */

/** Of a character class: what turns the direction of the text beside it. */
export const TURNING = '\\u202a-\\u202e\\u2066-\\u2069';

/** With as many combining marks in a row as letters have: more stand over the lines above and below. */
export function withFewMarks(text: string): string {
  return text.replace(/(\p{M}{4})\p{M}+/gu, '$1');
}
