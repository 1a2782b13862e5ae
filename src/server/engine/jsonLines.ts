import { eventLoopTurn } from '../process/eventLoopTurn';

/** Takes a few milliseconds to parse. */
const BYTES_OF_TURN = 512 * 1024;
const NEWLINE = 0x0a;

/**
 * The rows of lines of JSON. Large ones are parsed in turns of the event loop, so that others are served meanwhile.
 * @param whose turns these are: see eventLoopTurn.
 */
export async function jsonLines(bytes: Uint8Array, whose?: string): Promise<unknown[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rows: unknown[] = [];
  for (let from = 0; from < buffer.length; ) {
    if (from > 0) await eventLoopTurn(whose);
    const end = endOfTurn(buffer, from);
    for (const line of buffer.toString('utf8', from, end).split('\n')) if (line !== '') rows.push(JSON.parse(line));
    from = end;
  }
  return rows;
}

/** Behind the last line that a turn has room for, or behind the first one. */
function endOfTurn(buffer: Buffer, from: number): number {
  if (buffer.length - from <= BYTES_OF_TURN) return buffer.length;
  const last = buffer.lastIndexOf(NEWLINE, from + BYTES_OF_TURN - 1);
  const end = last >= from ? last : buffer.indexOf(NEWLINE, from + BYTES_OF_TURN);
  return end === -1 ? buffer.length : end + 1;
}
