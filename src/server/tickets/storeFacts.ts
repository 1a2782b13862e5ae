import { z } from 'zod';
import { sql, type TicketEngine } from '../engine/engine';
import { readComment } from './schema/tableComment';
import { DATABASE, DEMO_COMMENT, MIRROR_COMMENT, TABLE, TABLE_NAME } from './schema/ticketTable';

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
const tableSchema = z.object({ id: z.string(), comment: z.string() });

/** What the store holds, whoever asks: no values of tickets. */
export async function readStoreFacts(engine: TicketEngine): Promise<StoreFacts> {
  const [{ rows, newestChange }, { comment }] = await Promise.all([
    engine.row(countSchema, sql(`SELECT count() AS rows, max(t.modifiedAt) AS newestChange FROM ${TABLE} AS t`)),
    readTable(engine),
  ]);
  const { origin } = readComment(comment);
  return { rows, newestChange, demo: origin === DEMO_COMMENT, mirror: origin === MIRROR_COMMENT };
}

/** The tickets' table: its comment, and what tells it from the one that was there before an import. */
export async function readTable(engine: TicketEngine): Promise<z.infer<typeof tableSchema>> {
  return engine.row(
    tableSchema,
    sql(
      `SELECT toString(uuid) AS id, comment FROM system.tables
       WHERE database = {database:String} AND name = {name:String}`,
      { database: DATABASE, name: TABLE_NAME },
    ),
  );
}

const versionSchema = z.object({ id: z.string(), block: z.string(), mutation: z.string() });

/**
 * Tells the stored tickets from those of any other moment: an import puts another table in place, and what is added to
 * or changed in a table counts up in its parts. Merging parts changes nothing of it.
 */
export async function readDataVersion(engine: TicketEngine): Promise<string> {
  const { id, block, mutation } = await engine.row(
    versionSchema,
    sql(
      `SELECT toString(any(t.uuid)) AS id, toString(max(p.max_block_number)) AS block, toString(max(p.data_version)) AS mutation
       FROM system.tables AS t LEFT JOIN system.parts AS p ON p.database = t.database AND p.table = t.name AND p.active
       WHERE t.database = {database:String} AND t.name = {name:String}`,
      { database: DATABASE, name: TABLE_NAME },
    ),
  );
  return [id, block, mutation].join(' ');
}
