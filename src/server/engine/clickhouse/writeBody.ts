import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { EngineFormat, FileOptions } from '../engine';
import { counterOf } from './countRows';

const BYTE_ORDER_MARK = '\uFEFF';

/** Writes a body to a file, over one of an earlier try. @returns its rows, counted as they came from the server. */
export async function writeBody(
  body: AsyncIterable<Uint8Array>,
  path: string,
  format: EngineFormat,
  { csvDialect }: FileOptions,
): Promise<number> {
  const counter = counterOf(format);
  const counted = async function* () {
    if (format === 'csv' && csvDialect === 'excel') yield Buffer.from(BYTE_ORDER_MARK);
    for await (const chunk of body) {
      counter.add(chunk);
      yield chunk;
    }
  };
  await pipeline(counted, createWriteStream(path));
  return counter.rows;
}
