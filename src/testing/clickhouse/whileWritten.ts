import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const CHUNK_BYTES = 256 * 1024;
const POLL_MS = 5;

/**
 * What is written to a file, as it grows: the engine writes a result in any format into a file, and streams it within
 * the process only in formats of rows. A pipe would hold the engine back as a connection does, at the price of a change
 * of threads for every 64 kB.
 */
export function whileWritten(write: (path: string) => Promise<unknown>): {
  bytes: AsyncIterable<Uint8Array>;
  written: Promise<void>;
} {
  const path = join(tmpdir(), `ticketlens-result-${randomUUID()}`);
  const file = open(path, constants.O_CREAT | constants.O_RDWR);
  let isWritten = false;
  const written = file
    .then(() => write(path))
    .finally(() => {
      isWritten = true;
    })
    .then(() => undefined);
  written.catch(() => undefined);
  const bytes = (async function* () {
    const handle = await file;
    try {
      for (let at = 0; ; ) {
        const isLast = isWritten;
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, at);
        at += bytesRead;
        if (bytesRead > 0) yield buffer.subarray(0, bytesRead);
        else if (isLast) return;
        else await setTimeout(POLL_MS);
      }
    } finally {
      await handle.close();
      await rm(path);
    }
  })();
  return { bytes, written };
}
