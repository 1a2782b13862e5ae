import { z } from 'zod';
import { type ColumnId, columnOf } from '../../contract/columns/columns';
import type { ValuesResponse } from '../../contract/responses/ticketResponses';
import { type RunOptions, sql, type TicketEngine } from '../engine/engine';
import { columnAsOfSql } from './columnSql';
import { containsText } from './containsText';
import { keptRows } from './keptAnswers';
import type { TicketScope } from './rows';
import { TABLE } from './schema/ticketTable';
import { SqlParams } from './sqlParams';
import { whereText } from './where';

export interface ValuesRequest {
  column: ColumnId;
  /** Text that the values contain, whatever the case. */
  q: string;
  limit: number;
}

const rowSchema = z.object({ value: z.union([z.string(), z.number(), z.null()]), n: z.int() });

/** The distinct values of a column under the filters with their counts: the one that `q` is, then the most frequent. */
export async function readValues(
  engine: TicketEngine,
  scope: TicketScope,
  { column, q, limit }: ValuesRequest,
  options: RunOptions,
): Promise<ValuesResponse> {
  const params = new SqlParams();
  const where = whereText(scope.query.filters, params, scope.asOf);
  const value = columnAsOfSql(column, params, scope.asOf);
  const text = columnOf(column).kind === 'text' ? value : `toString(${value})`;
  const matches = q === '' ? '' : ` AND ${containsText(text, q, params)}`;
  // Nulls come first, however few, and count apart from the limit; a value that is the whole text, however rare.
  const first = q === '' ? 'value IS NULL' : `lowerUTF8(toString(value)) = lowerUTF8(${params.bind(q, 'String')})`;
  // One more than asked for tells whether there are more.
  const rows = await keptRows(
    engine,
    rowSchema,
    sql(
      `SELECT ${value} AS value, count() AS n FROM ${TABLE} AS t WHERE (${where})${matches}
       GROUP BY value ORDER BY ${first} DESC, n DESC, value ASC LIMIT ${params.bind(limit + 2, 'UInt64')}`,
      params.values,
    ),
    options,
  );
  const values = rows.flatMap(({ value, n }) => (value === null ? [] : [{ value, count: n }]));
  const empty = rows.find(({ value }) => value === null)?.n ?? 0;
  return { values: values.slice(0, limit), empty, more: values.length > limit };
}
