import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, constants, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/**
 * What `write` writes to a path, as it is written, with backpressure: the engine streams a result in any format into a
 * pipe, and within the process only in formats of rows.
 */
export function throughPipe(write: (path: string) => Promise<unknown>): { bytes: Readable; written: Promise<unknown> } {
  const path = join(tmpdir(), `ticketlens-pipe-${randomUUID()}`);
  const made = spawnSync('mkfifo', [path]);
  if (made.status !== 0) throw new Error(`mkfifo: ${made.stderr}`);
  const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  // Held until all is written: a pipe without a writer is at its end.
  const held = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  const bytes = new Socket({ fd: reading, readable: true, writable: false });
  const written = write(path).finally(() => {
    closeSync(held);
    rmSync(path);
  });
  written.catch(() => undefined);
  return { bytes, written };
}
