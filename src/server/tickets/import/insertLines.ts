import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type TicketEngine } from '../engine';

/**
 * Inserts lines of JSON through a file: chDB takes twice as long for rows within a statement. The file loses
 * its name before it gets any content, so that a killed import leaves no tickets lying about; the engine,
 * being in this process, reads it by its descriptor. (A cluster would take the rows through engine.insert.)
 */
export async function insertLines(engine: TicketEngine, table: string, ndjson: Uint8Array): Promise<void> {
  const path = join(tmpdir(), `ticketlens-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
    // At a position, since on macOS the engine's reading starts where writing through the descriptor stopped.
    await file.write(ndjson, 0, ndjson.length, 0);
    const infile = `FROM INFILE '/dev/fd/${file.fd}' SETTINGS input_format_parallel_parsing = 0 FORMAT JSONEachRow`;
    await engine.command(sql(`INSERT INTO ${table} ${infile}`));
  } finally {
    await file.close();
  }
}
