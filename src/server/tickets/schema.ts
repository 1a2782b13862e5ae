import { type Column, type ColumnId, columnOf } from '../../contract/columns/columns';
import { commentText } from './schema/tableComment';
import { schemaNumber, TICKET_SCHEMA } from './schema/ticketSchema';

/** The tickets' table: its types follow from the column table, so a column cannot be forgotten here. */

export const DATABASE = 'ticketlens';
export const TABLE_NAME = 'tickets';
export const TABLE = `${DATABASE}.${TABLE_NAME}`;

/** Holds wall time: DateTime in a zone would rewrite times in a clock change's gap and clamp years past 2106. */
export const WALL_TIME = "DateTime64(0, 'UTC')";

/** Few distinct values: stored as a dictionary, grouped and filtered by number. */
const LOW_CARDINALITY: readonly string[] = ['topic', 'subTopic', 'email'];

/** The type of a column's values that are not null; values are bound as it. */
export function baseType(id: ColumnId): string {
  return baseTypeOf(columnOf(id));
}

function baseTypeOf(column: Column): string {
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
  return sqlTypeOf(id, columnOf(id));
}

/** The same for a column of any column table. */
export function sqlTypeOf(id: string, column: Column): string {
  const base = baseTypeOf(column);
  if (column.required === true) return base;
  return LOW_CARDINALITY.includes(id) ? `LowCardinality(Nullable(${base}))` : `Nullable(${base})`;
}

/** Minimum and maximum per block let a time range skip what it does not need, since ids grow with time. */
const INDEXED: readonly string[] = ['createdAt', 'closedAt', 'modifiedAt', 'dueBy'];

/** A column as CREATE TABLE and ALTER TABLE ... ADD COLUMN write it. */
export function columnText(id: string, column: Column): string {
  return `${id} ${sqlTypeOf(id, column)}${id === 'rawData' ? ' CODEC(ZSTD(3))' : ''}`;
}

/** The skip index of a column, if it has one. */
export function indexTexts(id: string): readonly string[] {
  return INDEXED.includes(id) ? [`INDEX ${id}_range ${id} TYPE minmax GRANULARITY 1`] : [];
}

/**
 * Sorted by id: the documented default order, which is then read without sorting, and the key by which an
 * import replaces rows.
 * @param origin where the tickets are from: DEMO_COMMENT, MIRROR_COMMENT, or nothing.
 */
export function createTableText(table: string, origin = '', schema = TICKET_SCHEMA): string {
  const columns = Object.entries(schema.columns).map(([id, column]) => columnText(id, column));
  const indexes = Object.keys(schema.columns).flatMap(indexTexts);
  const comment = commentText({ origin, schema: schemaNumber(schema) });
  return `CREATE TABLE IF NOT EXISTS ${table} (${[...columns, ...indexes].join(', ')}) ENGINE = MergeTree ORDER BY id COMMENT '${comment}'`;
}

/** The comment travels with the table, so data and the mark of where they are from change in one step. */
export const DEMO_COMMENT = 'demo';
export const MIRROR_COMMENT = 'mirror';
