import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { UpstreamRow } from './parsePage';
import { type Progress, type PullOptions, pull } from './pull';

/** Can be passed to a worker thread. */
export interface SpoolPagesOptions extends PullOptions {
  /** The spool file, NDJSON. */
  path: string;
  /** Length of the file up to the last whole page; what an interrupted run wrote after it is cut off. */
  bytes: number;
}

export interface SpooledPage {
  /** Length of the file, flushed to the disk. */
  bytes: number;
  rows: number;
  progress: Progress;
}

/** Pulls pages into the spool file, so that a run of any size needs the memory of a page. */
export async function* spoolPages({ path, bytes, ...options }: SpoolPagesOptions): AsyncGenerator<SpooledPage> {
  await mkdir(dirname(path), { recursive: true });
  // Mode 600, since it has the data of tickets; appended to, for runs that are resumed.
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

/** The id comes first, since the reject file may cut off the rest of a line. */
function lineOf({ id, ...others }: UpstreamRow): string {
  return `${JSON.stringify({ id, ...others })}\n`;
}

const LINE_ID = /^\{"id":(\d+)/;

/** The id of a spooled line, which may be cut off. */
export function idOfLine(line: string): string | undefined {
  return LINE_ID.exec(line)?.[1];
}
