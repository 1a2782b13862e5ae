import { z } from 'zod';
import { type RunOptions, sql, type TicketEngine } from '../engine/engine';
import { JoinedRead } from '../engine/joinedRead';
import { readComment } from './schema/tableComment';
import { DEMO_COMMENT, MIRROR_COMMENT, TABLE } from './schema/ticketTable';

export interface StoreFacts {
  rows: number;
  /** Wall time of the newest change of a ticket; null in an empty store. */
  newestChange: string | null;
  /** Wall time of the newest creation, of those that are not ahead of every clock; null in an empty store. */
  newestCreation: string | null;
  /** The tickets are made up. */
  demo: boolean;
  /** The tickets are those of an upstream, and no others. */
  mirror: boolean;
}

/** No question about tickets is waited for: whoever opens the page is told who they are at once. */
const PROMPT: RunOptions = { isPrompt: true };

const countSchema = z.object({
  rows: z.int(),
  newestChange: z.string().nullable(),
  newestCreation: z.string().nullable(),
});
const tableSchema = z.object({ id: z.string(), comment: z.string(), version: z.string() });

/** What the store holds, whoever asks: no values of tickets. @param engine the server's own, not a caller's share. */
export async function readStoreFacts(engine: TicketEngine): Promise<StoreFacts> {
  const { comment, version } = await readTable(engine);
  const counted = await keptOfVersion(counts, engine, version, () =>
    engine.row(
      countSchema,
      sql(
        `SELECT count() AS rows, max(t.modifiedAt) AS newestChange,
                maxOrNullIf(t.createdAt, t.createdAt <= now() + INTERVAL 1 DAY) AS newestCreation
         FROM ${TABLE} AS t`,
      ),
      PROMPT,
    ),
  );
  const { origin } = readComment(comment);
  return { ...counted, demo: origin === DEMO_COMMENT, mirror: origin === MIRROR_COMMENT };
}

/**
 * The tickets' table: its id, which is another one after an import, its comment, and a version that changes with every
 * change of its rows, and at times without one, when the engine merges what it holds.
 */
export function readTable({ own: engine }: TicketEngine): Promise<TableFacts> {
  const written = engine.writes?.version;
  if (written !== undefined) return keptOfVersion(tables, engine, written, () => askTable(engine));
  const read = tableReads.get(engine) ?? new JoinedRead(() => askTable(engine));
  tableReads.set(engine, read);
  return read.ask();
}

type TableFacts = z.infer<typeof tableSchema>;

/** Of what this process alone can write. */
const tables: KeptOfVersion<TableFacts> = new WeakMap();

/** Where others can write: every page, profile and export asks: ten at once are one question or two. */
const tableReads = new WeakMap<TicketEngine, JoinedRead<TableFacts>>();

async function askTable(engine: TicketEngine): Promise<TableFacts> {
  const { tables } = engine;
  const name = tables.listedAs(await tables.current());
  return engine.row(
    tableSchema,
    sql(
      `SELECT toString(t.uuid) AS id, t.comment AS comment, concat(id, ' ', toString(p.parts)) AS version
       FROM system.tables AS t, (
         SELECT sum(cityHash64(name, modification_time)) AS parts FROM system.parts
         WHERE database = currentDatabase() AND table = {name:String} AND active
       ) AS p
       WHERE t.database = currentDatabase() AND t.name = {name:String}`,
      { name },
    ),
    PROMPT,
  );
}

export type KeptOfVersion<T> = WeakMap<TicketEngine, { version: string; value: Promise<T> }>;

const counts: KeptOfVersion<z.infer<typeof countSchema>> = new WeakMap();

/** Reads once for each version of the tickets; those who ask meanwhile share the answer. */
export function keptOfVersion<T>(
  kept: KeptOfVersion<T>,
  engine: TicketEngine,
  version: string,
  read: () => Promise<T>,
): Promise<T> {
  const known = kept.get(engine);
  if (known?.version === version) return known.value;
  const value = read();
  const mine = { version, value };
  kept.set(engine, mine);
  // What failed is asked again.
  value.catch(() => kept.get(engine) === mine && kept.delete(engine));
  return value;
}
