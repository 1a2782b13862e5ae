import { z } from 'zod';
import { type ColumnId, columnOf } from '../../contract/columns/columns';
import { badParameter } from '../../contract/errors';
import { filterKeys, isTagsKey } from '../../contract/query/filters';
import type { ValuesResponse } from '../../contract/responses/ticketResponses';
import { type RunOptions, sql, type TicketEngine } from '../engine/engine';
import { columnAsOfSql, listOrder } from './columnSql';
import { containsText } from './containsText';
import { keptRows } from './keptAnswers';
import type { TicketScope } from './rows';
import { TABLE } from './schema/ticketTable';
import { eachTag } from './singleTags';
import { SqlParams } from './sqlParams';
import { whereText } from './where';

export interface ValuesRequest {
  column: ColumnId;
  /** Text that the values contain, whatever the case. */
  q: string;
  limit: number;
  /** `1`: each tag by itself, which a column of tags alone has. */
  single: '0' | '1';
}

const rowSchema = z.object({ value: z.union([z.string(), z.number(), z.null()]), n: z.int() });

function singleTag(column: ColumnId, value: string): string {
  if (isTagsKey(column)) return eachTag(value);
  const allowed = `single=1 only with ${filterKeys().filter(isTagsKey).join(', ')}`;
  throw badParameter('single', `${column} is no column of tags`, allowed);
}

/** The distinct values of a column under the filters with their counts: the one that `q` is, then the most frequent. */
export async function readValues(
  engine: TicketEngine,
  scope: TicketScope,
  { column, q, limit, single }: ValuesRequest,
  options: RunOptions,
): Promise<ValuesResponse> {
  const params = new SqlParams();
  const where = whereText(scope, params);
  const whole = columnAsOfSql(column, params, scope.asOf);
  const value = single === '1' ? singleTag(column, whole) : whole;
  const text = columnOf(column).kind === 'text' ? 'value' : 'toString(value)';
  const matches = q === '' ? '' : ` WHERE ${containsText(text, q, params)}`;
  // Nulls come first, however few, and count apart from the limit; a value that is the whole text, however rare.
  const first = q === '' ? 'value IS NULL' : `lowerUTF8(toString(value)) = lowerUTF8(${params.bind(q, 'String')})`;
  // One more than asked for tells whether there are more.
  const rows = await keptRows(
    engine,
    rowSchema,
    sql(
      `SELECT value, count() AS n FROM (SELECT ${value} AS value FROM ${TABLE} AS t WHERE ${where})${matches}
       GROUP BY value ORDER BY ${first} DESC, n DESC, ${listOrder('value', column)} LIMIT ${params.bind(limit + 2, 'UInt64')}`,
      params.values,
    ),
    options,
  );
  const values = rows.flatMap(({ value, n }) => (value === null ? [] : [{ value, count: n }]));
  const empty = rows.find(({ value }) => value === null)?.n ?? 0;
  return { values: values.slice(0, limit), empty, more: values.length > limit };
}
