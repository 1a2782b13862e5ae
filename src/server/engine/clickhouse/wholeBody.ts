import type { BodyFormat } from './formats';
import { serverError } from './serverError';

/** More than the longest error of which its code and name are wanted. */
const KEPT_BYTES = 64 * 1024;

/**
 * The bytes of a body without the mark at its end.
 * @throws Error with what the server says, where the body ends in any other way than a whole one.
 */
export async function* wholeBody(chunks: AsyncIterable<Uint8Array>, format: BodyFormat): AsyncIterable<Uint8Array> {
  const end = Buffer.from(format.end);
  // The last bytes can be the mark's, or the error's.
  let rest = Buffer.alloc(0);
  let last = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([rest, chunk]);
    const cut = Math.max(0, bytes.length - end.length);
    rest = bytes.subarray(cut);
    const ready = bytes.subarray(0, cut);
    last = Buffer.concat([last.subarray(-KEPT_BYTES), ready.subarray(-KEPT_BYTES)]);
    if (ready.length > 0) yield ready;
  }
  if (!rest.equals(end)) throw serverError(Buffer.concat([last, rest]).toString());
  if (format.keepsEnd) yield rest;
}

/** The lines of a JSON array of objects, a line each, without what makes it one: a line of an object begins with a brace. */
export async function* objectLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  for await (const chunk of wholeLines(chunks)) {
    // As one character each; within an object's text line breaks are escaped.
    const lines = Buffer.from(chunk)
      .toString('latin1')
      .replace(/^(?!\{).*\n/gm, '');
    yield Buffer.from(lines.replaceAll(',\n', '\n'), 'latin1');
  }
}

const NEWLINE = 0x0a;

/** The same bytes in chunks of whole lines. */
export async function* wholeLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const rest: Uint8Array[] = [];
  for await (const chunk of chunks) {
    const cut = chunk.lastIndexOf(NEWLINE) + 1;
    if (cut > 0) yield Buffer.concat([...rest.splice(0), chunk.subarray(0, cut)]);
    if (cut < chunk.length) rest.push(chunk.subarray(cut));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}
