import { COLUMN_IDS, COLUMNS, type ColumnId, columnOf } from '../../contract/columns/columns';
import { sql, type TicketEngine } from '../engine/engine';

/** The tickets' table: its types follow from the column table, so a column cannot be forgotten here. */

export const DATABASE = 'ticketlens';
export const TABLE = `${DATABASE}.tickets`;

/** Holds wall time: DateTime in a zone would rewrite times in a clock change's gap and clamp years past 2106. */
export const WALL_TIME = "DateTime64(0, 'UTC')";

/** Few distinct values: stored as a dictionary, grouped and filtered by number. */
const LOW_CARDINALITY: readonly ColumnId[] = ['topic', 'subTopic', 'email'];

/** The type of a column's values that are not null; values are bound as it. */
export function baseType(id: ColumnId): string {
  const column = columnOf(id);
  switch (column.kind) {
    case 'timestamp':
      return WALL_TIME;
    case 'integer':
      return column.unit === 'count' ? 'Int32' : column.unit === 'percent' ? 'Int16' : 'Int64';
    case 'enum':
      // Numbered in the contract's order, so that low < medium < high < urgent also when sorted.
      return `Enum8(${(column.values ?? []).map((value, index) => `'${value}' = ${index + 1}`).join(', ')})`;
    case 'text':
      return 'String';
  }
}

/** The ClickHouse type of a column. */
export function sqlType(id: ColumnId): string {
  const base = baseType(id);
  if ('required' in COLUMNS[id]) return base;
  return LOW_CARDINALITY.includes(id) ? `LowCardinality(Nullable(${base}))` : `Nullable(${base})`;
}

/** Minimum and maximum per block let a time range skip what it does not need, since ids grow with time. */
const INDEXED: readonly ColumnId[] = ['createdAt', 'closedAt', 'modifiedAt', 'dueBy'];

/**
 * Sorted by id: the documented default order, which is then read without sorting, and the key by which an
 * import replaces rows.
 */
export function createTableText(table: string, comment = ''): string {
  const columns = COLUMN_IDS.map((id) => `${id} ${sqlType(id)}${id === 'rawData' ? ' CODEC(ZSTD(3))' : ''}`);
  const indexes = INDEXED.map((id) => `INDEX ${id}_range ${id} TYPE minmax GRANULARITY 1`);
  return `CREATE TABLE IF NOT EXISTS ${table} (${[...columns, ...indexes].join(', ')}) ENGINE = MergeTree ORDER BY id COMMENT '${comment}'`;
}

/** The comment travels with the table, so data and the mark of where they are from change in one step. */
export const DEMO_COMMENT = 'demo';
export const MIRROR_COMMENT = 'mirror';

export async function createSchema(engine: TicketEngine): Promise<void> {
  await engine.command(sql(`CREATE DATABASE IF NOT EXISTS ${DATABASE}`));
  await engine.command(sql(createTableText(TABLE)));
}
