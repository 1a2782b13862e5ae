import { z } from 'zod';
import { STORED_COLUMN_IDS, type StoredColumnId } from '../../../contract/columns/columns';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import { COPY } from '../../tickets/schema/copySettings';
import { COLUMN_LIST, LOOK_UP } from '../columnList';
import type { ReadFile } from '../read/parsedRows';

interface Stored {
  staged: string;
  /** The table of tickets that the staged rows go to. */
  base: string;
}

/**
 * Gives staged rows of tickets that exist the stored values of the columns that their file does not have. They are
 * staged once more: of rows with one version the engine keeps the one that was inserted last.
 */
export async function keepStored(
  engine: TicketEngine,
  { staged, base }: Stored,
  files: readonly ReadFile[],
  run: RunOptions,
): Promise<void> {
  const { tables } = engine;
  const used = await usedColumns(engine, { staged, base }, files, run);
  for (const { first, last, present } of files) {
    const kept = used.filter((id) => !present.includes(id));
    if (kept.length === 0 || first > last) continue;
    const cells = STORED_COLUMN_IDS.map((id) => `${kept.includes(id) ? 'known' : 'read'}.${id}`);
    const known = `SELECT id, ${kept.join(', ')} FROM ${tables.beside(base)} WHERE id IN (SELECT id FROM ${tables.beside(staged)})`;
    const merged = `SELECT ${cells.join(', ')}, read.sequence FROM ${staged} AS read INNER JOIN (${known}) AS known ON known.id = read.id
      WHERE read.sequence BETWEEN ${first} AND ${last}`;
    const columns = `${COLUMN_LIST}, sequence`;
    await tables.fill(staged, { columns, select: `${merged} ${COPY}, ${LOOK_UP}, ${SORTED_JOIN}` }, run);
  }
}

/** Both sides are sorted by id, and none of them need fit into memory. */
const SORTED_JOIN = "join_algorithm = 'full_sorting_merge'";

/** Those of the columns that a file lacks, that have values in the tickets that it touches. */
async function usedColumns(
  engine: TicketEngine,
  { staged, base }: Stored,
  files: readonly ReadFile[],
  run: RunOptions,
): Promise<StoredColumnId[]> {
  const lacking = STORED_COLUMN_IDS.filter((id) => files.some(({ present }) => !present.includes(id)));
  if (lacking.length === 0) return [];
  const counts = lacking.map((id) => `count(${id}) AS ${id}`);
  const touched = `${base} WHERE id IN (SELECT id FROM ${engine.tables.beside(staged)})`;
  const text = `SELECT ${counts.join(', ')} FROM ${touched} SETTINGS ${LOOK_UP}`;
  const values = await engine.row(z.record(z.string(), z.int()), sql(text), run);
  return lacking.filter((id) => (values[id] ?? 0) > 0);
}
