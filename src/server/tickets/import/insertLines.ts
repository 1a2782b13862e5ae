import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type TicketEngine } from '../engine';
import { LINE_COLUMNS } from './stagedLines';

/** `objects`: JSON by column name; `cells`: as stagedLine writes them. */
const FORMAT = {
  objects: { columns: '', format: 'JSONEachRow' },
  cells: { columns: ` (${LINE_COLUMNS.join(', ')})`, format: 'TabSeparated' },
};

/**
 * Inserts lines of tickets through a file: chDB takes twice as long for rows within a statement. The file loses
 * its name before it gets any content, so that a killed import leaves no tickets lying about; the engine,
 * being in this process, reads it by its descriptor. (A cluster would take the rows through engine.insert.)
 */
export async function insertLines(
  engine: TicketEngine,
  table: string,
  lines: Uint8Array,
  as: keyof typeof FORMAT,
): Promise<void> {
  const { columns, format } = FORMAT[as];
  const path = join(tmpdir(), `ticketlens-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
    // At a position, since on macOS the engine's reading starts where writing through the descriptor stopped.
    await file.write(lines, 0, lines.length, 0);
    const infile = `FROM INFILE '/dev/fd/${file.fd}' SETTINGS input_format_parallel_parsing = 0 FORMAT ${format}`;
    await engine.command(sql(`INSERT INTO ${table}${columns} ${infile}`));
  } finally {
    await file.close();
  }
}
