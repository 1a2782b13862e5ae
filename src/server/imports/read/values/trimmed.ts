/** Cells seldom have blanks around them; looking is quicker than trimming. */
export function trimmed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const isPlain = isDark(value.charCodeAt(0)) && isDark(value.charCodeAt(value.length - 1));
  return isPlain ? value : value.trim();
}

function isDark(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}
