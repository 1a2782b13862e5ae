const QUOTE = 0x22;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Whether lines end with a carriage return alone, as old Mac programs write them. */
export function endsWithReturns(start: Buffer): boolean {
  let isQuoted = false;
  let returns = 0;
  for (let at = 0; at < start.length; at += 1) {
    const byte = start[at];
    if (byte === QUOTE) isQuoted = !isQuoted;
    else if (byte === NEWLINE && !isQuoted) return false;
    else if (byte === RETURN && !isQuoted) returns += 1;
  }
  return returns > 0;
}

/** The text with line ends that all readers take. */
export async function* returnsAsNewlines(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    const text = Buffer.from(chunk);
    for (let at = text.indexOf(RETURN); at !== -1; at = text.indexOf(RETURN, at + 1)) text[at] = NEWLINE;
    yield text;
  }
}
