import { z } from 'zod';
import { STORED_COLUMN_IDS, type StoredColumnId } from '../../../contract/columns/columns';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import { COPY } from '../../tickets/schema/copySettings';
import { TABLE } from '../../tickets/schema/ticketTable';
import { COLUMN_LIST, LOOK_UP } from '../columnList';
import type { ReadFile } from '../read/parsedRows';

/**
 * Gives staged rows of tickets that exist the stored values of the columns that their file does not have. They are
 * staged once more: of rows with one version the engine keeps the one that was inserted last.
 */
export async function keepStored(
  engine: TicketEngine,
  staged: string,
  files: readonly ReadFile[],
  run: RunOptions,
): Promise<void> {
  const used = await usedColumns(engine, staged, files, run);
  for (const { first, last, present } of files) {
    const kept = used.filter((id) => !present.includes(id));
    if (kept.length === 0 || first > last) continue;
    const cells = STORED_COLUMN_IDS.map((id) => `${kept.includes(id) ? 'known' : 'read'}.${id}`);
    const known = `SELECT id, ${kept.join(', ')} FROM ${TABLE} WHERE id IN (SELECT id FROM ${staged})`;
    const merged = `SELECT ${cells.join(', ')}, read.sequence FROM ${staged} AS read INNER JOIN (${known}) AS known ON known.id = read.id
      WHERE read.sequence BETWEEN ${first} AND ${last}`;
    await engine.command(
      sql(`INSERT INTO ${staged} (${COLUMN_LIST}, sequence) ${merged} ${COPY}, ${LOOK_UP}, ${SORTED_JOIN}`),
      run,
    );
  }
}

/** Both sides are sorted by id, and none of them need fit into memory. */
const SORTED_JOIN = "join_algorithm = 'full_sorting_merge'";

/** Those of the columns that a file lacks, that have values in the tickets that it touches. */
async function usedColumns(
  engine: TicketEngine,
  staged: string,
  files: readonly ReadFile[],
  run: RunOptions,
): Promise<StoredColumnId[]> {
  const lacking = STORED_COLUMN_IDS.filter((id) => files.some(({ present }) => !present.includes(id)));
  if (lacking.length === 0) return [];
  const counts = lacking.map((id) => `count(${id}) AS ${id}`);
  const text = `SELECT ${counts.join(', ')} FROM ${TABLE} WHERE id IN (SELECT id FROM ${staged}) SETTINGS ${LOOK_UP}`;
  const values = await engine.row(z.record(z.string(), z.int()), sql(text), run);
  return lacking.filter((id) => (values[id] ?? 0) > 0);
}
