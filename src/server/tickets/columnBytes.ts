import { z } from 'zod';
import { columnId } from '../../contract/answers';
import type { ColumnId } from '../../contract/columns';
import { sql, type TicketEngine } from './engine';
import { TABLE } from './schema';

/** Enough for an estimate; the newest are read without sorting. */
const SAMPLE_ROWS = 2000;

/**
 * Average bytes of the columns' values as text; a quote counts twice, as it is written. Zeros while the store is empty.
 * @param rows what the estimate is for: a short page must not wait longer for it than for its rows.
 */
export async function readColumnBytes(
  engine: TicketEngine,
  columns: readonly ColumnId[],
  rows = SAMPLE_ROWS,
): Promise<Partial<Record<ColumnId, number>>> {
  const averages = columns.map((id) => `avgOrDefault(length(text_${id}) + countSubstrings(text_${id}, '"')) AS ${id}`);
  const texts = columns.map((id) => `ifNull(toString(t.${id}), '') AS text_${id}`);
  const sample = `SELECT ${texts.join(', ')} FROM ${TABLE} AS t ORDER BY t.id DESC LIMIT ${Math.min(rows, SAMPLE_ROWS)}`;
  const [row] = await engine.rows(sql(`SELECT ${averages.join(', ')} FROM (${sample})`));
  return z.partialRecord(columnId, z.number()).parse(row);
}
