import type { Encoding } from '../../../../contract/responses/fileDialect';
import { decodeOld } from './oldEncodings';
import { decodeUtf16 } from './utf16';
import { decodeWindows1252 } from './windows1252';

/** What a file is recognised by: enough rows of any table. */
const START_BYTES = 1 << 17;

/** The first bytes of a file, and all of them again. */
export interface StartOfFile {
  start: Buffer;
  /** Whether the start is all of it. */
  isWhole: boolean;
  bytes: AsyncIterable<Buffer>;
}

/** Reads the beginning; the bytes can be read once, from the beginning. */
export async function takeStart(source: AsyncGenerator<Buffer>): Promise<StartOfFile> {
  const chunks: Buffer[] = [];
  let length = 0;
  let isWhole = false;
  while (length < START_BYTES && !isWhole) {
    const next = await source.next();
    isWhole = next.done === true;
    if (next.done === true) break;
    chunks.push(next.value);
    length += next.value.length;
  }
  const start = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
  return { start, isWhole, bytes: rejoin(start, source) };
}

async function* rejoin(start: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (start.length > 0) yield start;
  yield* rest;
}

/** The bytes behind a byte order mark. */
export async function* withoutFirst(bytes: AsyncIterable<Buffer>, length: number): AsyncGenerator<Buffer> {
  let left = length;
  for await (const chunk of bytes) {
    const cut = Math.min(left, chunk.length);
    left -= cut;
    if (chunk.length > cut) yield cut === 0 ? chunk : chunk.subarray(cut);
  }
}

/** The beginning as text; a character that it cuts is replaced. */
export function decodeStart(start: Buffer, encoding: Encoding): string {
  switch (encoding) {
    case 'utf-8':
      return start.toString('utf8');
    case 'windows-1252':
      return decodeWindows1252(start);
    case 'windows-1250':
      return new TextDecoder(encoding).decode(start);
    case 'cp850':
    case 'macintosh':
      return decodeOld(start, encoding);
    default:
      return decodeUtf16(start.subarray(0, start.length - (start.length % 2)), encoding);
  }
}
