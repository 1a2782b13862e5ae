/**
 * Spreadsheets run a cell that begins with `=`, `+`, `-` or `@` as a formula, and where the list separator is `;` a cell
 * begins behind every `;`, tab and line break of a text as well, since it takes no quote within a line for one. A quote
 * there is written as two, which Excel reads as an empty quoted text with the rest behind it. An apostrophe goes before
 * such a start and the apostrophes that are there already, so that taking one off gives the text back.
 */
const START = /^(?='*[=+\-@\t\r])|(?<=[;\t\r\n]"?)(?='*[=+\-@])/g;
const PROTECTED_START = /^'(?='*[=+\-@\t\r])|(?<=[;\t\r\n]"?)'(?='*[=+\-@])/g;

/** Text of a csv cell that no spreadsheet runs as a formula. */
export function protectFormulas(text: string): string {
  return text.replace(START, "'");
}

/** The text that protectFormulas made this from; other text as it is. */
export function unprotectFormulas(text: string): string {
  // Most cells have none, and an import reads millions of them.
  return text.includes("'") ? text.replace(PROTECTED_START, '') : text;
}
