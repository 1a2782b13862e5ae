import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { COLUMN_IDS } from '../../../contract/columns';
import { sql, type TicketEngine } from '../engine';
import { createTableText, DATABASE, TABLE } from '../schema';

/**
 * An import is one step for every reader: rows are loaded into a table of their own, a whole new tickets
 * table is built beside the old one, and the two change names at once. What a killed import leaves behind
 * are tables with these prefixes.
 */
const STAGED = 'import_staged_';
const BUILT = 'import_built_';

export interface Staging {
  /** Rows with `sequence`, the order in which they were read. */
  staged: string;
  built: string;
}

export async function createStaging(engine: TicketEngine): Promise<Staging> {
  const suffix = randomUUID().replaceAll('-', '');
  const staging = { staged: `${DATABASE}.${STAGED}${suffix}`, built: `${DATABASE}.${BUILT}${suffix}` };
  await engine.command(sql(createTableText(staging.staged)));
  await engine.command(sql(`ALTER TABLE ${staging.staged} ADD COLUMN sequence UInt64`));
  return staging;
}

const COLUMNS = COLUMN_IDS.join(', ');
const countsSchema = z.object({ stored: z.int(), replaced: z.int() });

/**
 * Of all rows with an id the one with the newest modifiedAt wins; a null is oldest, and of equals the one
 * read later. @param keep whether the tickets that are there already stay.
 */
export async function swapIn(
  engine: TicketEngine,
  { staged, built }: Staging,
  keep: boolean,
  comment: string,
): Promise<{ stored: number; replaced: number }> {
  const age = "ifNull(modifiedAt, toDateTime64('1900-01-01 00:00:00', 0, 'UTC'))";
  const newest = `SELECT id, argMax(sequence, (modifiedAt IS NOT NULL, ${age}, sequence)) AS sequence FROM ${staged} GROUP BY id`;
  // A stored row stays only if it is strictly newer than the best staged one.
  const stays = `SELECT old.id FROM (SELECT id, modifiedAt FROM ${TABLE}) AS old
    JOIN (SELECT id, max((modifiedAt IS NOT NULL, ${age})) AS best FROM ${staged} GROUP BY id) AS new ON old.id = new.id
    WHERE (old.modifiedAt IS NOT NULL, ifNull(old.modifiedAt, toDateTime64('1900-01-01 00:00:00', 0, 'UTC'))) > new.best`;
  const winners = keep
    ? `SELECT sequence FROM (${newest}) WHERE id NOT IN (${stays})`
    : `SELECT sequence FROM (${newest})`;
  await engine.command(sql(createTableText(built, comment)));
  await engine.command(
    sql(`INSERT INTO ${built} (${COLUMNS}) SELECT ${COLUMNS} FROM ${staged} WHERE sequence IN (${winners})`),
  );
  const replacedText = keep ? `(SELECT count() FROM ${TABLE} WHERE id IN (SELECT id FROM ${built}))` : '0';
  const [row] = await engine.rows(sql(`SELECT count() AS stored, ${replacedText} AS replaced FROM ${built}`));
  const counts = countsSchema.parse(row);
  if (keep) {
    await engine.command(
      sql(
        `INSERT INTO ${built} (${COLUMNS}) SELECT ${COLUMNS} FROM ${TABLE} WHERE id NOT IN (SELECT id FROM ${built})`,
      ),
    );
  }
  await engine.command(sql(`EXCHANGE TABLES ${TABLE} AND ${built}`));
  return counts;
}

export async function dropStaging(engine: TicketEngine, { staged, built }: Staging): Promise<void> {
  await engine.command(sql(`DROP TABLE IF EXISTS ${staged} SYNC`));
  await engine.command(sql(`DROP TABLE IF EXISTS ${built} SYNC`));
}

/** Drops what killed imports left behind. Only while no import runs. */
export async function dropLeftovers(engine: TicketEngine): Promise<void> {
  const rows = await engine.rows(
    sql(
      `SELECT name FROM system.tables WHERE database = {database:String} AND (startsWith(name, '${STAGED}') OR startsWith(name, '${BUILT}'))`,
      { database: DATABASE },
    ),
  );
  for (const { name } of z.array(z.object({ name: z.string().regex(/^\w+$/) })).parse(rows)) {
    await engine.command(sql(`DROP TABLE IF EXISTS ${DATABASE}.${name} SYNC`));
  }
}
