import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { StoredColumnId } from '../../contract/columns/columns';
import { STORED_COLUMN_IDS } from '../../contract/columns/columns';
import { type RunOptions, sql, type TicketEngine } from '../engine/engine';
import { COLUMN_LIST } from '../imports/columnList';
import { type ImportOptions, loadRows, runExclusive } from '../imports/importTickets';
import { createStaging, dropStaging, type Staging } from '../imports/staging';
import { COPY } from '../tickets/schema/copySettings';
import { replaceTickets } from '../tickets/schema/sideTables';
import { MIRROR_COMMENT, ticketForm } from '../tickets/schema/ticketTable';
import { idOfLine } from './spool';
import { SyncError } from './syncError';

export interface StoreOptions extends Omit<ImportOptions, 'replace' | 'onProgress'> {
  /** The spool file has all tickets of the upstream: others are removed. */
  whole: boolean;
  /** Lines of the spool file. */
  received: number;
  /** A whole run that brings fewer tickets than this is refused. */
  atLeast: number;
  /** Columns that the upstream did not send: tickets that are there keep what they have in them. */
  missing: readonly StoredColumnId[];
}

export interface StoredRun {
  /** New or different tickets. */
  changed: number;
  rejected: number;
}

/**
 * Stores the spooled rows in the table of tickets in one step. The row read last wins, whatever its modifiedAt,
 * since that is the upstream's state.
 * @throws SyncError or ImportError; the tickets are then unchanged.
 */
export async function storeRun(engine: TicketEngine, path: string, options: StoreOptions): Promise<StoredRun> {
  return await runExclusive(engine, async () => {
    const base = await engine.tables.base();
    const staging = { ...(await createStaging(engine, 'lastRead')), base };
    const changes = `${staging.staged}_changes`;
    const run = options.signal === undefined ? {} : { signal: options.signal };
    try {
      const rejected = options.received === 0 ? 0 : await loadPages(engine, staging, path, options);
      const read = await rowsRead(engine, staging, options.missing, run);
      const changed = options.whole
        ? await buildWhole(engine, staging, read, options.atLeast, run)
        : await buildChanged(engine, staging, read, changes, run);
      return { changed, rejected };
    } finally {
      await dropStaging(engine, staging);
      await engine.tables.drop(changes);
    }
  });
}

/** The tables of a run. */
interface RunTables extends Staging {
  /** That of the tickets as the run found them. */
  base: string;
}

/** @returns the number of rejected tickets. */
async function loadPages(engine: TicketEngine, { staged }: Staging, path: string, options: StoreOptions) {
  const { rows, rejected, rejectedUnlisted } = await loadRows(engine, staged, [{ name: 'upstream', path }], {
    ...options,
    isExact: true,
  });
  if (rejected === rows) {
    throw new SyncError('None of the upstream’s tickets could be understood, so nothing was changed');
  }
  return rejected === 0 ? 0 : (await countListed(options.rejectPath)) + rejectedUnlisted;
}

const listedSchema = z.object({ raw: z.string() });

/** Counts each ticket once: passes overlap, so a ticket may be listed several times. */
async function countListed(rejectPath: string): Promise<number> {
  const ids = new Set<string>();
  for await (const line of createInterface({ input: createReadStream(rejectPath) })) {
    const { raw } = listedSchema.parse(JSON.parse(line));
    ids.add(idOfLine(raw) ?? raw);
  }
  return ids.size;
}

const countSchema = z.object({ n: z.int() });

async function countOf(engine: TicketEngine, from: string, run: RunOptions): Promise<number> {
  return (await engine.row(countSchema, sql(`SELECT count() AS n FROM ${from}`), run)).n;
}

/** The SELECT of what was read, a row a ticket, with the columns that did not come as they are here. */
async function rowsRead(
  engine: TicketEngine,
  { staged, base }: RunTables,
  missing: readonly StoredColumnId[],
  run: RunOptions,
): Promise<string> {
  const counts = missing.map((id) => `count(${id}) AS ${id}`);
  const values =
    counts.length === 0
      ? {}
      : await engine.row(z.record(z.string(), z.int()), sql(`SELECT ${counts.join(', ')} FROM ${base}`), run);
  const kept = missing.filter((id) => (values[id] ?? 0) > 0);
  if (kept.length === 0) return `SELECT ${COLUMN_LIST} FROM ${staged} FINAL`;
  const cells = STORED_COLUMN_IDS.map((id) => `${kept.includes(id) ? 'known' : 'read'}.${id} AS ${id}`);
  const { tables } = engine;
  const known = `SELECT id, ${kept.join(', ')} FROM ${tables.beside(base)} WHERE id IN (SELECT id FROM ${tables.beside(staged)})`;
  return `SELECT ${cells.join(', ')} FROM ${staged} AS read FINAL LEFT JOIN (${known}) AS known ON known.id = read.id`;
}

async function buildWhole(
  engine: TicketEngine,
  { built, base }: RunTables,
  read: string,
  atLeast: number,
  run: RunOptions,
) {
  await engine.tables.create(ticketForm(built, MIRROR_COMMENT));
  await engine.tables.fill(built, { columns: COLUMN_LIST, select: `${read} ${COPY}` }, run);
  const rows = await countOf(engine, built, run);
  if (rows < atLeast) {
    throw new SyncError(
      `The upstream sent ${rows} tickets where at least ${atLeast} were expected, so nothing was removed here. ` +
        'If it really has so few, run the import with --replace',
    );
  }
  await replaceTickets(engine, { built, base }, run);
  return rows;
}

/**
 * The new table starts as a clone that shares the old one's parts, so that a few changed tickets cost little
 * however many there are: a million rows take 0.1 s instead of the 1.1 s of copying them.
 */
async function buildChanged(
  engine: TicketEngine,
  { staged, built, base }: RunTables,
  read: string,
  changes: string,
  run: RunOptions,
) {
  const { tables } = engine;
  await tables.create(ticketForm(changes));
  const known = `SELECT ${COLUMN_LIST} FROM ${base} WHERE id IN (SELECT id FROM ${tables.beside(staged)})`;
  await tables.fill(changes, { columns: COLUMN_LIST, select: `${read} EXCEPT ${known}` }, run);
  const changed = await countOf(engine, changes, run);
  if (changed === 0) return 0;
  await tables.create(ticketForm(built, MIRROR_COMMENT));
  await tables.clone(base, built);
  await tables.remove(built, changes, run);
  await tables.fill(built, { columns: COLUMN_LIST, select: `SELECT ${COLUMN_LIST} FROM ${changes} ${COPY}` }, run);
  await replaceTickets(engine, { built, base }, run);
  return changed;
}
