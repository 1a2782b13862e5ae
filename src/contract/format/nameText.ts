/** Names that people choose and words of other servers, which others see in lines and menus of their own. */

/**
 * Of a character class: what turns the direction of the text beside it, and blanks that cannot be seen. Marks that say which
 * way a name's own letters go stay, as do joiners, with which letters and emoji are written.
 */
export const MISLEADING = '\\u200b\\u202a-\\u202e\\u2060\\u2066-\\u2069\\ufeff';

const ALL_MISLEADING = new RegExp(`[${MISLEADING}]`, 'gu');

export function withoutMisleading(text: string): string {
  return text.replace(ALL_MISLEADING, '');
}

/** With as many combining marks in a row as letters have: more stand over the lines above and below. */
export function withFewMarks(text: string): string {
  return text.replace(/(\p{M}{4})\p{M}+/gu, '$1');
}
