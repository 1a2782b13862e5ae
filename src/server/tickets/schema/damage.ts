import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sql, type TicketEngine } from '../../engine/engine';
import { TicketsRefused } from './planUpgrade';
import { TABLE } from './ticketTable';

/**
 * The engine opens a table whose files are damaged without what it cannot read, and says nothing: a report would be
 * narrower than it claims, and a store that has lost everything would be taken for a new one.
 */

const PLACE = { table: TABLE };
const ADVICE = 'Put a copy of the folder back';

const partSchema = z.object({ name: z.string().regex(/^[\w-]+$/), path: z.string(), first: z.int(), last: z.int() });
type Part = z.infer<typeof partSchema>;

/** @throws TicketsRefused when the engine has set tickets aside. */
export async function requireWhole(engine: TicketEngine): Promise<void> {
  if (engine.tables.mendsItself) return;
  const where = 'WHERE database = currentDatabase() AND table = {table:String}';
  const blocks = 'toInt64(min_block_number) AS first, toInt64(max_block_number) AS last';
  const aside = `SELECT name, path, ${blocks} FROM system.detached_parts ${where} AND startsWith(reason, 'broken')`;
  const broken = await engine.rows(partSchema, sql(aside, PLACE));
  if (broken.length === 0) return;
  const used = await engine.rows(
    partSchema,
    sql(`SELECT name, path, ${blocks} FROM system.parts ${where} AND active ORDER BY first`, PLACE),
  );
  const lost = broken.filter((part) => !isMadeOf(part, used));
  if (lost.length > 0) throw refusal(engine, lost);
  // Else it would be taken for lost once what it was merged from is merged with more.
  for (const { name } of broken) {
    await engine.command(sql(`ALTER TABLE ${TABLE} DROP DETACHED PART '${name}' SETTINGS allow_drop_detached = 1`));
  }
}

/** Whether a part is there in smaller ones from which it was merged: a power cut during a merge leaves it like that. */
function isMadeOf({ first, last }: Part, used: readonly Part[]): boolean {
  let next = first;
  for (const part of used) if (part.first === next && part.last <= last) next = part.last + 1;
  return next === last + 1;
}

function refusal({ folder }: TicketEngine, lost: readonly Part[]): TicketsRefused {
  const paths = lost.map(({ path }) => path).join(', ');
  return new TicketsRefused(
    `${folder === undefined ? 'CLICKHOUSE_URL' : 'DATA_DIR'}: tickets are damaged: a part of the table cannot be read, and the engine has set it aside: ${paths}. ${ADVICE}; or remove what was set aside, to go on without the tickets in it.`,
  );
}

const diskSchema = z.object({ path: z.string() });

/**
 * Of a folder whose engine knows no table of tickets.
 * @throws TicketsRefused when there are rows of one all the same.
 */
export async function requireNoTickets(engine: TicketEngine): Promise<void> {
  if (engine.folder === undefined) return;
  const { path } = await engine.row(diskSchema, sql("SELECT path FROM system.disks WHERE name = 'default'"));
  const names = await readdir(join(path, 'store'), { recursive: true }).catch(() => []);
  const part = names.find((name) => PART.test(name));
  if (part === undefined) return;
  throw new TicketsRefused(
    `DATA_DIR: ${path} is damaged: it has tickets (${part}) and nothing that describes their table. Nothing was changed. ${ADVICE}, or move it away to begin anew.`,
  );
}

/** The folder of a part of a table that has no partitions. */
const PART = /\/all_\d+_\d+_\d+$/;
