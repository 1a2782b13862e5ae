import { STORED_COLUMN_IDS, type StoredColumnId, storedColumnOf } from '../../contract/columns/columns';
import { sql, type TicketEngine } from '../engine/engine';
import { WALL_TIME } from './sqlTime';

/** The tickets' table: its types follow from the column table, so a column cannot be forgotten here. */

export const DATABASE = 'ticketlens';
export const TABLE = `${DATABASE}.tickets`;

/** The type of a column's values that are not null; values are bound as it. */
export function baseType(id: StoredColumnId): string {
  const column = storedColumnOf(id);
  switch (column.kind) {
    case 'timestamp':
      return WALL_TIME;
    case 'integer':
      return `Int${column.bits}`;
    case 'enum':
      // Numbered in the contract's order, so that low < medium < high < urgent also when sorted.
      return `Enum8(${column.values.map((value, index) => `'${value}' = ${index + 1}`).join(', ')})`;
    case 'text':
      return 'String';
  }
}

/** The ClickHouse type of a column. */
export function sqlType(id: StoredColumnId): string {
  const column = storedColumnOf(id);
  const type = column.required === true ? baseType(id) : `Nullable(${baseType(id)})`;
  // Stored as a dictionary, grouped and filtered by number.
  return column.kind === 'text' && column.content === 'category' ? `LowCardinality(${type})` : type;
}

function codecOf(id: StoredColumnId): string {
  const column = storedColumnOf(id);
  return column.kind === 'text' && column.content === 'document' ? ' CODEC(ZSTD(3))' : '';
}

function isIndexed(id: StoredColumnId): boolean {
  const column = storedColumnOf(id);
  return column.kind === 'timestamp' && column.indexed === true;
}

/**
 * Sorted by id: the documented default order, which is then read without sorting, and the key by which an
 * import replaces rows. Minimum and maximum per block let a time range skip what it does not need.
 */
export function createTableText(table: string, comment = ''): string {
  const columns = STORED_COLUMN_IDS.map((id) => `${id} ${sqlType(id)}${codecOf(id)}`);
  const indexes = STORED_COLUMN_IDS.filter(isIndexed).map((id) => `INDEX ${id}_range ${id} TYPE minmax GRANULARITY 1`);
  return `CREATE TABLE IF NOT EXISTS ${table} (${[...columns, ...indexes].join(', ')}) ENGINE = MergeTree ORDER BY id COMMENT '${comment}'`;
}

/** The comment travels with the table, so data and the mark of where they are from change in one step. */
export const DEMO_COMMENT = 'demo';
export const MIRROR_COMMENT = 'mirror';

export async function createSchema(engine: TicketEngine): Promise<void> {
  await engine.command(sql(`CREATE DATABASE IF NOT EXISTS ${DATABASE}`));
  await engine.command(sql(createTableText(TABLE)));
}
