const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;

/** The text of a cell: characters that XML cannot hold are written as `_x000D_`. */
export function plainText(written: string): string {
  if (!written.includes('_x')) return written;
  return written.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
