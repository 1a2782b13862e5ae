import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { EngineFormat, FileOptions } from '../engine';
import { markWallTimes, parquetRows } from '../parquetFooter';
import { counterOf } from './countRows';
import { objectLines } from './wholeBody';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Writes a body to a file, over one of an earlier try.
 * @returns its rows, counted as they came from the server; of parquet as many as the file says that it has.
 */
export async function writeBody(
  body: AsyncIterable<Uint8Array>,
  path: string,
  format: EngineFormat,
  { csvDialect }: FileOptions,
): Promise<number> {
  if (format === 'parquet') {
    await pipeline(body, createWriteStream(path));
    await markWallTimes(path);
    return wholeParquetRows(path);
  }
  const counter = counterOf(format);
  const lines = format === 'ndjson' ? objectLines(body) : body;
  const counted = async function* () {
    if (format === 'csv' && csvDialect === 'excel') yield Buffer.from(BYTE_ORDER_MARK);
    for await (const chunk of lines) {
      counter.add(chunk);
      yield chunk;
    }
  };
  await pipeline(counted, createWriteStream(path));
  return counter.rows;
}

/** @throws Error for a file that is not whole. */
export async function wholeParquetRows(path: string): Promise<number> {
  const rows = await parquetRows(path);
  if (rows === undefined) throw new Error('a parquet file is not whole');
  return rows;
}
