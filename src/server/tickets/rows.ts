import { z } from 'zod';
import { type ColumnId, columnOf } from '../../contract/columns/columns';
import { AGAINST_DEADLINE, type Order, type TicketQuery } from '../../contract/query/ticketQuery';
import { type TicketRow, ticketSchema } from '../../contract/responses/ticketResponses';
import { type RunOptions, type Sql, sql, type TicketEngine } from '../engine/engine';
import { againstDeadlineSql, type Moment } from './computedKeys';
import { TABLE } from './schema';
import { SqlParams } from './sqlParams';
import { whereText } from './where';

/** A query as the engine needs it: what is asked, which columns exist for the caller, and "now". */
export interface TicketScope {
  query: TicketQuery;
  visible: readonly ColumnId[];
  moment: Moment;
}

export interface Page {
  /** Without it everything from `offset` on. */
  limit?: number;
  offset: number;
}

/** The columns of rows and files: the chosen ones in their order, else every visible one. */
export function selectedColumns({ query, visible }: Pick<TicketScope, 'query' | 'visible'>): readonly ColumnId[] {
  return query.columns ?? visible;
}

/** Rows of one page, as stored. */
export async function readRows(
  engine: TicketEngine,
  scope: TicketScope,
  page: Page,
  options: RunOptions,
): Promise<TicketRow[]> {
  const rows = await engine.rows(
    selectText(scope, page, (id) => `t.${id}`),
    options,
  );
  return z.array(ticketSchema).parse(rows);
}

/** How many rows match, whatever the page. */
export async function countRows(engine: TicketEngine, scope: TicketScope, options: RunOptions): Promise<number> {
  const params = new SqlParams();
  const where = whereText(scope.query.filters, params, scope.moment);
  const rows = await engine.rows(sql(`SELECT count() AS n FROM ${TABLE} AS t WHERE ${where}`, params.values), options);
  return z.tuple([z.object({ n: z.int() })]).parse(rows)[0].n;
}

/** The SELECT of a file. @param csvSafe whether text that a spreadsheet would run as a formula gets an apostrophe. */
export function fileSql(scope: TicketScope, page: Page, csvSafe: boolean): Sql {
  return selectText(scope, page, csvSafe ? safeCell : (id) => `t.${id}`);
}

/**
 * Spreadsheets run a cell that begins with one of these as a formula. Cells that begin with apostrophes
 * before such a character get one more as well, so that an import can take exactly one off again.
 */
const FORMULA_START = String.raw`^\'*[=+\\-@\\t\\r]`;

function safeCell(id: ColumnId): string {
  if (columnOf(id).kind !== 'text') return `t.${id}`;
  return `if(match(t.${id}, '${FORMULA_START}'), concat('\\'', t.${id}), t.${id}) AS ${id}`;
}

function selectText(scope: TicketScope, page: Page, cell: (id: ColumnId) => string): Sql {
  const params = new SqlParams();
  const columns = selectedColumns(scope).map(cell).join(', ');
  const where = whereText(scope.query.filters, params, scope.moment);
  const order = orderText(scope.query.order, params, scope.moment);
  return sql(
    `SELECT ${columns} FROM ${TABLE} AS t WHERE ${where} ORDER BY ${order}${pageText(page, params)}`,
    params.values,
  );
}

/** `id` is always the last key, so that pages never overlap; nulls sort last either way. */
function orderText(order: Order | undefined, params: SqlParams, moment: Moment): string {
  if (order === undefined) return 't.id ASC';
  const direction = order.direction === 'asc' ? 'ASC' : 'DESC';
  if (order.field === 'id') return `t.id ${direction}`;
  const key = order.field === AGAINST_DEADLINE ? againstDeadlineSql(params, moment) : `t.${order.field}`;
  return `${key} ${direction} NULLS LAST, t.id ASC`;
}

function pageText({ limit, offset }: Page, params: SqlParams): string {
  const limitText = limit === undefined ? '' : ` LIMIT ${params.bind(limit, 'UInt64')}`;
  const offsetText = offset === 0 ? '' : ` OFFSET ${params.bind(offset, 'UInt64')}`;
  return limitText + offsetText;
}
