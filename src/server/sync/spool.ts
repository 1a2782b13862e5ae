import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Progress, type PullOptions, pull } from './pull';
import type { UpstreamRow } from './readAnswer';

/** What a worker thread can be handed. */
export interface SpoolOptions extends PullOptions {
  /** Where rows are gathered, one JSON object a line. */
  path: string;
  /** Bytes that are known to be whole pages; what a cut run left behind them is cut off. */
  bytes: number;
}

export interface SpooledPage {
  /** Bytes of the file now, on the disk before this is told. */
  bytes: number;
  rows: number;
  progress: Progress;
}

/** Pulls pages into a file, so that a run of any size needs the memory of a page. */
export async function* spoolPages({ path, bytes, ...options }: SpoolOptions): AsyncGenerator<SpooledPage> {
  await mkdir(dirname(path), { recursive: true });
  // It holds tickets, so nobody else on the machine may read it. Appending keeps what is there already.
  const file = await open(path, 'a', 0o600);
  let length = bytes;
  try {
    await file.truncate(length);
    for await (const { rows, progress } of pull(options)) {
      const text = Buffer.from(rows.map(lineOf).join(''));
      await file.appendFile(text);
      await file.datasync();
      length += text.length;
      yield { bytes: length, rows: rows.length, progress };
    }
  } finally {
    await file.close();
  }
}

/** The id comes first, so that a list of rejects tells it however much it shows of a line. */
function lineOf({ id, ...others }: UpstreamRow): string {
  return `${JSON.stringify({ id, ...others })}\n`;
}

const LINE_ID = /^\{"id":(\d+)/;

/** The id of a spooled line, or of its beginning. */
export function idOfLine(line: string): string | undefined {
  return LINE_ID.exec(line)?.[1];
}
