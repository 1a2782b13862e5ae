import { z } from 'zod';
import { sql, type TicketEngine } from './engine';
import { DATABASE, DEMO_COMMENT, MIRROR_COMMENT, TABLE } from './schema';

export interface StoreFacts {
  rows: number;
  /** Wall time of the newest change of a ticket; null in an empty store. */
  newestChange: string | null;
  /** The tickets are made up. */
  demo: boolean;
  /** The tickets are those of an upstream, and no others. */
  mirror: boolean;
}

const countSchema = z.object({ rows: z.int(), newestChange: z.string().nullable() });
const commentSchema = z.object({ comment: z.string() });

/** What the store holds, whoever asks: no values of tickets. */
export async function readStoreFacts(engine: TicketEngine): Promise<StoreFacts> {
  const [[counted], [table]] = await Promise.all([
    engine.rows(sql(`SELECT count() AS rows, max(t.modifiedAt) AS newestChange FROM ${TABLE} AS t`)),
    engine.rows(
      sql('SELECT comment FROM system.tables WHERE database = {database:String} AND name = {name:String}', {
        database: DATABASE,
        name: TABLE.slice(DATABASE.length + 1),
      }),
    ),
  ]);
  const { rows, newestChange } = countSchema.parse(counted);
  const { comment } = commentSchema.parse(table);
  return { rows, newestChange, demo: comment === DEMO_COMMENT, mirror: comment === MIRROR_COMMENT };
}
