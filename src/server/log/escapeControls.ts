/** What a terminal obeys (C0, C1), breaks a line at, or turns the direction of text by. */
const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]/gu;
const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A line of text as a terminal may get it: names and cells of files can hold commands for it. */
export function escapeControls(line: string): string {
  return line.replace(
    CONTROLS,
    (control) => SHORT[control] ?? `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
