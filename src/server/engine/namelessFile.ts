import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * chDB takes twice as long for rows within a statement as for a file of them. The file loses its name before it gets
 * any content, so that a killed import leaves no tickets lying about; the engine, being in this process, reads it by
 * its descriptor.
 */
export async function withNamelessFile(content: Uint8Array, use: (path: string) => Promise<void>): Promise<void> {
  const path = join(tmpdir(), `ticketlens-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
    // At a position, since on macOS the engine's reading starts where writing through the descriptor stopped.
    for (let at = 0; at < content.length; ) {
      at += (await file.write(content, at, content.length - at, at)).bytesWritten;
    }
    await use(`/dev/fd/${file.fd}`);
  } finally {
    await file.close();
  }
}
