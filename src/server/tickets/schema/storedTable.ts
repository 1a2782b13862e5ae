import { z } from 'zod';
import { sql, type TicketEngine } from '../../engine/engine';
import { readComment, type TableComment } from './tableComment';

/** The ticket table as it lies in the folder. */
export interface StoredTable extends TableComment {
  /** Types as the engine writes them, by name, in the order of the table. */
  columns: ReadonlyMap<string, string>;
}

const commentSchema = z.object({ comment: z.string() });
const columnSchema = z.object({ name: z.string(), type: z.string() });

/** Undefined in a folder that has none yet. */
export async function readStoredTable(engine: TicketEngine): Promise<StoredTable | undefined> {
  const { tables } = engine;
  const place = { table: tables.listedAs(await tables.current()) };
  const comments = 'SELECT comment FROM system.tables WHERE database = currentDatabase() AND name = {table:String}';
  const [found] = await engine.rows(commentSchema, sql(comments, place));
  if (found === undefined) return undefined;
  const columns = `SELECT name, type FROM system.columns
    WHERE database = currentDatabase() AND table = {table:String} ORDER BY position`;
  const rows = await engine.rows(columnSchema, sql(columns, place));
  return { ...readComment(found.comment), columns: new Map(rows.map(({ name, type }) => [name, type])) };
}
