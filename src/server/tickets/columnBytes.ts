import { z } from 'zod';
import { columnId } from '../../contract/answers/answers';
import { COLUMN_IDS, type ColumnId } from '../../contract/columns/columns';
import { sql, type TicketEngine } from './engine';
import { TABLE } from './schema';

/** Enough for an estimate; the newest are read without sorting. */
const SAMPLE_ROWS = 2000;
/** An estimate may be of a minute ago, and a small export must not wait longer for it than for its rows. */
const KEPT_MS = 60_000;

type ColumnBytes = Partial<Record<ColumnId, number>>;

const kept = new WeakMap<TicketEngine, { until: number; bytes: ColumnBytes }>();

/**
 * Average bytes of the columns' values as text; a quote counts twice, as it is written. Zeros while the store is empty.
 */
export async function readColumnBytes(engine: TicketEngine, columns: readonly ColumnId[]): Promise<ColumnBytes> {
  let all = kept.get(engine);
  if (all === undefined || all.until < Date.now()) {
    all = { until: Date.now() + KEPT_MS, bytes: await sampleColumnBytes(engine) };
    kept.set(engine, all);
  }
  const { bytes } = all;
  return Object.fromEntries(columns.map((id) => [id, bytes[id] ?? 0]));
}

async function sampleColumnBytes(engine: TicketEngine): Promise<ColumnBytes> {
  const averages = COLUMN_IDS.map(
    (id) => `avgOrDefault(length(text_${id}) + countSubstrings(text_${id}, '"')) AS ${id}`,
  );
  const texts = COLUMN_IDS.map((id) => `ifNull(toString(t.${id}), '') AS text_${id}`);
  const sample = `SELECT ${texts.join(', ')} FROM ${TABLE} AS t ORDER BY t.id DESC LIMIT ${SAMPLE_ROWS}`;
  const [row] = await engine.rows(sql(`SELECT ${averages.join(', ')} FROM (${sample})`));
  return z.partialRecord(columnId, z.number()).parse(row);
}
