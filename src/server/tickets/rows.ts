import { z } from 'zod';
import { type ColumnId, columnOf, isStoredColumn, storedColumnsOf } from '../../contract/columns/columns';
import { type FileHeaders, headerOf } from '../../contract/columns/fileHeaders';
import type { Order, TicketQuery } from '../../contract/query/ticketQuery';
import { type TicketRow, ticketSchema } from '../../contract/responses/ticketResponses';
import type { Clock } from '../../contract/time/workingCalendar';
import { type RunOptions, type Sql, sql, type TicketEngine } from '../engine/engine';
import type { AsOf } from './asOf';
import { atOneVersion } from './atOneVersion';
import { columnSql } from './columnSql';
import { keptRow, keptRows } from './keptAnswers';
import { protectedText } from './protectedText';
import { TABLE } from './schema/ticketTable';
import { SqlParams } from './sqlParams';
import { whereText } from './where';

/** A query as the engine needs it: what is asked, which columns exist for the caller, and "now". */
export interface TicketScope {
  query: TicketQuery;
  visible: readonly ColumnId[];
  asOf: AsOf;
  /** By which figures tell times to close; the calendar without it. */
  clock?: Clock;
}

export interface Page {
  /** Without it everything from `offset` on. */
  limit?: number;
  offset: number;
}

/** The columns of rows and files: the chosen ones in their order, else every stored one that is visible. */
export function selectedColumns({ query, visible }: Pick<TicketScope, 'query' | 'visible'>): readonly ColumnId[] {
  return query.columns ?? storedColumnsOf(visible);
}

/** Rows of one page, as stored. */
export async function readRows(
  engine: TicketEngine,
  scope: TicketScope,
  page: Page,
  options: RunOptions,
): Promise<TicketRow[]> {
  return keptRows(engine, ticketSchema, selectText(scope, page, asIs), options);
}

/** Rows of one page, and how many match whatever the page. */
export function readPage(
  engine: TicketEngine,
  scope: TicketScope,
  page: Page,
  options: RunOptions,
): Promise<{ data: TicketRow[]; total: number }> {
  return atOneVersion(engine, async () => {
    const [data, total] = await Promise.all([
      readRows(engine, scope, page, options),
      countRows(engine, scope, options),
    ]);
    return { data, total };
  });
}

/** How many rows match, whatever the page. */
export async function countRows(engine: TicketEngine, scope: TicketScope, options: RunOptions): Promise<number> {
  const params = new SqlParams();
  const where = whereText(scope, params);
  const statement = sql(`SELECT count() AS n FROM ${TABLE} AS t WHERE ${where}`, params.values);
  return (await keptRow(engine, z.object({ n: z.int() }), statement, options)).n;
}

/** What of the values of a file is written in another way than it is stored. */
export interface FileCells {
  /** What a spreadsheet would run as a formula gets an apostrophe. */
  csvSafe?: boolean;
  /** In types that every reader of parquet has: text for words of an enum, and signed numbers. */
  typed?: boolean;
  /** What the columns are called; by their names unless it is said. */
  headers?: FileHeaders;
}

/** The SELECT of a file. */
export function fileSql(scope: TicketScope, page: Page, cells: FileCells = {}): Sql {
  const { csvSafe = false, typed = false, headers = 'names' } = cells;
  const write = typed ? typedValue : csvSafe ? safeValue : plainValue;
  return selectText(scope, page, (id, value) => `${write(id, value)} AS "${headerOf(id, headers)}"`);
}

/** What is selected for a column. */
type Cell = (id: ColumnId, value: string) => string;

/** Which the engine names by the column. */
const asIs: Cell = (id, value) => (isStoredColumn(id) ? value : `${value} AS ${id}`);

const plainValue: Cell = (_, value) => value;
const safeValue: Cell = (id, value) => (columnOf(id).kind === 'text' ? protectedText(value) : value);

const typedValue: Cell = (id, value) => {
  const { kind } = columnOf(id);
  if (kind === 'enum' || kind === 'computed') return `CAST(${value} AS Nullable(String))`;
  return kind === 'integer' && !isStoredColumn(id) ? `CAST(${value} AS Nullable(Int64))` : value;
};

function selectText(scope: TicketScope, page: Page, cell: Cell): Sql {
  const params = new SqlParams();
  const columns = selectedColumns(scope)
    .map((id) => cell(id, columnSql(id, params, scope.asOf)))
    .join(', ');
  const where = whereText(scope, params);
  const order = orderText(scope.query.order ?? [], params, scope.asOf);
  return sql(
    `SELECT ${columns} FROM ${TABLE} AS t WHERE ${where} ORDER BY ${order}${pageText(page, params)}`,
    params.values,
  );
}

/** `id` is always the last key, so that pages never overlap; nulls sort last either way. */
function orderText(order: readonly Order[], params: SqlParams, asOf: AsOf): string {
  const keys = order.map(({ field, direction }) => {
    const word = direction === 'asc' ? 'ASC' : 'DESC';
    return field === 'id' ? `t.id ${word}` : `${columnSql(field, params, asOf)} ${word} NULLS LAST`;
  });
  return [...keys, ...(order.some(({ field }) => field === 'id') ? [] : ['t.id ASC'])].join(', ');
}

function pageText({ limit, offset }: Page, params: SqlParams): string {
  const limitText = limit === undefined ? '' : ` LIMIT ${params.bind(limit, 'UInt64')}`;
  const offsetText = offset === 0 ? '' : ` OFFSET ${params.bind(offset, 'UInt64')}`;
  return limitText + offsetText;
}
