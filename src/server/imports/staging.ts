import { z } from 'zod';
import { STORED_COLUMN_IDS } from '../../contract/columns/columns';
import { DAY_SECONDS } from '../../contract/time/units';
import { type RunOptions, sql, type TicketEngine } from '../engine/engine';
import type { TableForm } from '../engine/ticketTables';
import { COPY } from '../tickets/schema/copySettings';
import { replaceTickets, sideTable } from '../tickets/schema/sideTables';
import { sqlType, ticketForm } from '../tickets/schema/ticketTable';
import { COLUMN_LIST, LOOK_UP } from './columnList';
import { cellsOf } from './lacking/derived';
import { keepStored } from './lacking/keepStored';
import type { ReadFile } from './read/parsedRows';

/** Rows are loaded into a staging table; of it and of the old tickets a new table of tickets is built, which takes their place. */

export interface Staging {
  /** The staging table. Its rows have a `sequence`, the order in which they were read, from 1. */
  staged: string;
  /** The new table of tickets. */
  built: string;
}

/** @param winner which of several rows with the same id is kept. */
export async function createStaging(engine: TicketEngine, winner: Winner = 'newest'): Promise<Staging> {
  const staging = { staged: sideTable('staged'), built: sideTable('built') };
  await engine.tables.create(stagedForm(staging.staged, VERSION[winner]));
  return staging;
}

/** The engine keeps the row with the highest version of each id. */
const VERSION = {
  /**
   * The newest modifiedAt, null being oldest; of equal ones the row read last. Seconds since 1900 are in the upper 34
   * bits, the sequence in the lower 30.
   */
  newest: 'bitShiftLeft(toUInt64(ifNull(toInt64(modifiedAt) + 2208988801, 0)), 30) + sequence',
  lastRead: 'sequence',
} as const;
type Winner = keyof typeof VERSION;

function stagedForm(name: string, version: string): TableForm {
  return {
    name,
    columns: [...STORED_COLUMN_IDS.map((id) => `${id} ${sqlType(id)}`), 'sequence UInt64'],
    besides: [`version UInt64 MATERIALIZED ${version}`],
    version: 'version',
  };
}

export interface SwapOptions extends RunOptions {
  /** Whether the tickets in the store are kept. */
  keep: boolean;
  /** The new table's comment. */
  comment: string;
  /**
   * Told of the number of staged rows that are to be stored, and of the stored tickets with the id of one that were created
   * on another day; what it throws leaves everything unchanged.
   */
  onCounted?: (counted: { stored: number; others: number }) => void;
  /** The files that the staged rows are of; without them each row has all columns. */
  files?: readonly ReadFile[];
}

export interface SwapCounts {
  /** Staged rows that are in the new table. */
  stored: number;
  /** Rows of the old table that they replace. */
  replaced: number;
}

/** Builds the new table of tickets and puts it in place; aborting before that leaves everything unchanged. */
export async function swapIn(
  engine: TicketEngine,
  { staged, built }: Staging,
  { keep, comment, onCounted, files = [], ...run }: SwapOptions,
): Promise<SwapCounts> {
  const { tables } = engine;
  const base = keep ? await tables.base() : await tables.current();
  await tables.create(ticketForm(built, comment));
  if (keep) await keepStored(engine, { staged, base }, files, run);
  const { touched, others } = keep ? await stageTouched(engine, { staged, base }, run) : { touched: 0, others: 0 };
  const { stored, stayed } = await countWinners(engine, staged, run);
  onCounted?.({ stored, others });
  const winners = `SELECT ${cellsOf(files)} FROM ${staged} AS t FINAL ${COPY}`;
  await tables.fill(built, { columns: COLUMN_LIST, select: winners }, run);
  if (keep) {
    const untouched = `SELECT ${COLUMN_LIST} FROM ${base} WHERE id NOT IN (SELECT id FROM ${tables.beside(staged)})`;
    await tables.fill(built, { columns: COLUMN_LIST, select: `${untouched} ${COPY}, ${LOOK_UP}` }, run);
  }
  await replaceTickets(engine, { built, base }, run);
  return { stored, replaced: touched - stayed };
}

/** Stages the stored rows that have a staged id, with sequence 0, so that they count as read first. */
async function stageTouched(
  engine: TicketEngine,
  { staged, base }: { staged: string; base: string },
  run: RunOptions,
): Promise<{ touched: number; others: number }> {
  const { tables } = engine;
  // A time that is corrected, or of another zone, is at most a day off.
  const day = `intDiv(toInt64(createdAt), ${DAY_SECONDS})`;
  const days = `(SELECT id, ${day} FROM ${tables.beside(staged)})`;
  const isOther = [-1, 0, 1].map((off) => `(id, ${day} + ${off}) NOT IN ${days}`).join(' AND ');
  const touched = `FROM ${base} WHERE id IN (SELECT id FROM ${tables.beside(staged)})`;
  const counting = sql(`SELECT count() AS touched, countIf(${isOther}) AS others ${touched} SETTINGS ${LOOK_UP}`);
  const count = await engine.row(z.object({ touched: z.int(), others: z.int() }), counting, run);
  const select = `SELECT ${COLUMN_LIST}, 0 ${touched} ${COPY}, ${LOOK_UP}`;
  await tables.fill(staged, { columns: `${COLUMN_LIST}, sequence`, select }, run);
  return count;
}

async function countWinners(engine: TicketEngine, staged: string, run: RunOptions) {
  const text = `SELECT countIf(sequence > 0) AS stored, countIf(sequence = 0) AS stayed FROM ${staged} FINAL`;
  return engine.row(z.object({ stored: z.int(), stayed: z.int() }), sql(text), run);
}

/** Removes the rows that were staged so far. */
export async function emptyStaged(engine: TicketEngine, staged: string): Promise<void> {
  await engine.tables.empty(staged);
}

export async function dropStaging(engine: TicketEngine, { staged, built }: Staging): Promise<void> {
  await engine.tables.drop(staged);
  await engine.tables.drop(built);
}
