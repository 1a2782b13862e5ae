/** Text as a cell of a workbook can hold it (ECMA-376 part 1, 22.9.2.19, and Excel's own limits). */

/** Characters (UTF-16 units) that a cell holds; Excel repairs, which means empties, a file with more. */
export const CELL_CHARACTERS = 32_767;

/** What became of texts that a workbook cannot hold as they are. */
export interface TextChanges {
  /** Cells whose text was cut at the limit. */
  cut: number;
  /** Cells that lost control characters or broken characters. */
  cleaned: number;
}

// Written with escapes, since the characters themselves cannot be seen.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML 1.0 has no way to write
const REFUSED = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
/** Halves of a pair without the other: no character, and not to be written as UTF-8. */
const HALVES = /\p{Surrogate}/gu;
/** Excel reads `_x0041_` as the character with that code; a return becomes one that begins with `_`. */
const ESCAPE_LOOKALIKE = /_(?=x[0-9A-Fa-f]{4}[_\r])/g;
/** As Excel writes it: readers of XML make a line feed of the character itself. */
const RETURN = '_x000D_';
/** Most texts hold none of the characters that need a second look. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: see REFUSED
const SUSPICIOUS = /[\u0000-\u0008\u000B-\u001F\uD800-\uDFFF\uFFFE\uFFFF&<>]|_x/;

/**
 * The content of a `<t>` element. What XML cannot hold is left out; text past the limit is cut, and ends by saying so.
 */
export function cellText(value: string, changes: TextChanges): string {
  let text = value;
  if (text.length > CELL_CHARACTERS) {
    text = cutText(text);
    changes.cut += 1;
  }
  if (!SUSPICIOUS.test(text)) return text;
  const clean = text.replace(REFUSED, '').replace(HALVES, '\uFFFD');
  if (clean !== text) changes.cleaned += 1;
  return escapeXml(clean.replace(ESCAPE_LOOKALIKE, '_x005F_').replaceAll('\r', RETURN));
}

function cutText(text: string): string {
  const mark = ` … [cut here: the whole text has ${text.length} characters]`;
  const end = CELL_CHARACTERS - mark.length;
  // Half of a surrogate pair is no character.
  const splits = /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
  return text.slice(0, splits ? end - 1 : end) + mark;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
