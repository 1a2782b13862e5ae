import { eventLoopTurn } from '../../process/eventLoopTurn';
import { requireAnswerFits } from '../limitError';
import { serverError } from './serverError';

/** Takes a few milliseconds to parse. */
const BYTES_OF_TURN = 512 * 1024;
/** Of a body that is not whole, what may hold the error: its end. */
const ERROR_LINES = 200;

interface Reading {
  /** Bytes; without it there is no bound. */
  most?: number | undefined;
  /** Whose turns of the event loop are taken. */
  whose?: string | undefined;
}

/**
 * The rows of an answer that was asked for with ANSWER_SETTINGS: a JSON array with a line for each row. Parsed as it
 * comes, in turns of the event loop, so that others are served meanwhile: as one text it would hold them up by as much
 * as 200 ms.
 * @param chunks lines, as the client hands them over.
 * @throws EngineLimitError once it has more bytes than an answer may have; Error with what the server says where the
 * rows should have gone on.
 */
export async function wholeAnswer(
  chunks: AsyncIterable<readonly { text: string }[]>,
  { most, whose }: Reading = {},
): Promise<unknown[]> {
  const rows: unknown[] = [];
  const last: string[] = [];
  let isFailed = false;
  let bytes = 0;
  let turn = 0;
  for await (const lines of chunks) {
    for (const { text } of lines) {
      const size = Buffer.byteLength(text) + 1;
      bytes += size;
      turn += size;
      requireAnswerFits(bytes, most);
      if (last.push(text) > ERROR_LINES) last.shift();
      // What is said behind it may be why.
      isFailed ||= !readRow(text, rows);
    }
    if (turn < BYTES_OF_TURN) continue;
    turn = 0;
    await eventLoopTurn(whose);
  }
  if (isFailed || last.at(-1) !== ']') throw serverError(last.join('\n'));
  return rows;
}

/** Whether the line is one of an array. Its brackets stand on lines of their own, its commas behind rows. */
function readRow(line: string, rows: unknown[]): boolean {
  if (line === '' || line === '[' || line === ']') return true;
  try {
    rows.push(JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line));
    return true;
  } catch {
    return false;
  }
}
