import { lstat } from 'node:fs/promises';
import type { EngineFormat } from '../../engine/engine';
import { openFile } from '../../process/openFile';

/** Enough rows for a fair average. */
const SAMPLE_BYTES = 262_144;
/** None in a binary format, whose rows stand in groups. */
const ROW_END: Record<EngineFormat, string | undefined> = {
  csv: '\r\n',
  json: '\n',
  ndjson: '\n',
  parquet: undefined,
};

/**
 * Rows of a file that the engine is writing, from its size and the length of its first rows: the engine tells
 * how much it has read, not how much it has written. 0 until there is something to go by.
 */
export async function rowsWritten(part: string, format: EngineFormat): Promise<number> {
  const end = ROW_END[format];
  if (end === undefined) return 0;
  const size = await lstat(part).then(
    (stats) => stats.size,
    () => 0,
  );
  if (size === 0) return 0;
  const sample = await firstBytes(part, Math.min(size, SAMPLE_BYTES));
  const ends = sample.split(end).length - 1;
  return ends === 0 ? 0 : Math.floor((size / sample.length) * ends);
}

/** As one character each, so that the length is the number of bytes. */
async function firstBytes(path: string, length: number): Promise<string> {
  const file = await openFile(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}
