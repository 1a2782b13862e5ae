import { isUtf8 } from 'node:buffer';
import { ImportError, NotUtf8Error } from '../importError';
import { MAX_RECORD_LENGTH } from './rawRow';

const NEWLINE = 0x0a;

/**
 * Decodes UTF-8 in pieces of whole lines; only the last piece may lack its line end. Text that is not UTF-8 ends the
 * reading: it would silently become broken names.
 */
export async function* textLines(bytes: AsyncIterable<Buffer>, name: string): AsyncGenerator<string> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let line = 1;
  for await (const chunk of bytes) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      const piece = Buffer.concat([...held, chunk.subarray(0, end)]);
      yield decode(piece, name, line);
      line += countLines(piece);
      held = [];
      heldBytes = 0;
    }
    if (end < chunk.length) {
      held.push(chunk.subarray(end));
      heldBytes += chunk.length - end;
    }
    if (heldBytes > MAX_RECORD_LENGTH) throw new ImportError(tooLong(name, line));
  }
  if (heldBytes > 0) yield decode(Buffer.concat(held), name, line);
}

export function tooLong(name: string, line: number): string {
  return `${name}: line ${line} begins a record of more than ${MAX_RECORD_LENGTH / 1024 / 1024} MB; perhaps a quote is not closed`;
}

function decode(piece: Buffer, name: string, firstLine: number): string {
  if (isUtf8(piece)) return piece.toString('utf8');
  throw new NotUtf8Error(`${name}: line ${brokenLine(piece, firstLine)} is not UTF-8`);
}

function brokenLine(piece: Buffer, firstLine: number): number {
  let line = firstLine;
  for (let start = 0; start < piece.length; line += 1) {
    const end = piece.indexOf(NEWLINE, start);
    if (end === -1 || !isUtf8(piece.subarray(start, end))) break;
    start = end + 1;
  }
  return line;
}

function countLines(piece: Buffer): number {
  let count = 0;
  for (let at = piece.indexOf(NEWLINE); at !== -1; at = piece.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}
