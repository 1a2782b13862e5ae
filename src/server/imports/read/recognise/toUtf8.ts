import type { Encoding } from '../../../../contract/responses/fileDialect';
import { ImportError } from '../../importError';
import { decodeOld } from './oldEncodings';
import { decodeUtf16 } from './utf16';
import { decodeWindows1252 } from './windows1252';

/** The text of a file as bytes of UTF-8, which all readers take. @throws ImportError for broken UTF-16. */
export function toUtf8(bytes: AsyncIterable<Buffer>, encoding: Encoding, name: string): AsyncIterable<Buffer> {
  switch (encoding) {
    case 'utf-8':
      return bytes;
    case 'windows-1252':
      return fromOneByte(bytes, decodeWindows1252);
    case 'windows-1250':
      return fromOneByte(bytes, (chunk) => new TextDecoder(encoding).decode(chunk));
    case 'cp850':
    case 'macintosh':
      return fromOneByte(bytes, (chunk) => decodeOld(chunk, encoding));
    default:
      return fromUtf16(bytes, encoding, name);
  }
}

async function* fromOneByte(bytes: AsyncIterable<Buffer>, decode: (chunk: Buffer) => string): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) yield Buffer.from(decode(chunk));
}

async function* fromUtf16(
  bytes: AsyncIterable<Buffer>,
  encoding: 'utf-16le' | 'utf-16be',
  name: string,
): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const all = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const end = wholeLength(all, encoding);
    held = all.subarray(end);
    yield decoded(all.subarray(0, end), encoding, name);
  }
  if (held.length % 2 === 1) throw new ImportError(`${name}: the file ends within a character of ${encoding}`);
  if (held.length > 0) yield decoded(held, encoding, name);
}

/** Without the first half of a character whose second one is still to come. */
function wholeLength(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): number {
  const even = bytes.length - (bytes.length % 2);
  if (even === 0) return 0;
  const high = bytes[even - (encoding === 'utf-16le' ? 1 : 2)] ?? 0;
  return high >= 0xd8 && high <= 0xdb ? even - 2 : even;
}

const HALF = /\p{Surrogate}/u;

function decoded(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be', name: string): Buffer {
  const text = decodeUtf16(bytes, encoding);
  if (HALF.test(text)) throw new ImportError(`${name}: the file is not ${encoding}, some of it is no character`);
  return Buffer.from(text);
}
