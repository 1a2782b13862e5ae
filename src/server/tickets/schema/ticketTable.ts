import type { StoredColumn } from '../../../contract/columns/columnFacts';
import { type StoredColumnId, storedColumnOf } from '../../../contract/columns/columns';
import { singleTableText } from '../../engine/singleTables';
import { TICKETS } from '../../engine/tableWrites';
import type { TableForm } from '../../engine/ticketTables';
import { WALL_TIME } from '../sqlTime';
import { commentText } from './tableComment';
import { schemaNumber, TICKET_SCHEMA, type TicketSchema } from './ticketSchema';

/** The tickets' table: its types follow from the column table, so a column cannot be forgotten here. */

/** In the engine's database. */
export const TABLE = TICKETS;

/** The type of a column's values that are not null; values are bound as it. */
export function baseType(id: StoredColumnId): string {
  return baseTypeOf(storedColumnOf(id));
}

function baseTypeOf(column: StoredColumn): string {
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
  return sqlTypeOf(storedColumnOf(id));
}

/** The same for a column of any column table. */
export function sqlTypeOf(column: StoredColumn): string {
  const type = column.required === true ? baseTypeOf(column) : `Nullable(${baseTypeOf(column)})`;
  // Stored as a dictionary, grouped and filtered by number.
  return column.kind === 'text' && column.content === 'category' ? `LowCardinality(${type})` : type;
}

/** A column as CREATE TABLE and ALTER TABLE ... ADD COLUMN write it. */
export function columnText(id: string, column: StoredColumn): string {
  const codec = column.kind === 'text' && column.content === 'document' ? ' CODEC(ZSTD(3))' : '';
  return `${id} ${sqlTypeOf(column)}${codec}`;
}

/**
 * The skip index of a column, if it has one: minimum and maximum per block let a time range skip what it does not need,
 * and a bloom filter a reference that is looked up.
 */
export function indexTexts(id: string, column: StoredColumn, { findsRows }: TicketSchema): readonly string[] {
  if (column.kind === 'timestamp' && column.indexed === true)
    return [`INDEX ${id}_range ${id} TYPE minmax GRANULARITY 1`];
  const isLookedUp = findsRows === true && column.kind === 'text' && column.content === 'reference';
  return isLookedUp ? [`INDEX ${id}_values ${id} TYPE bloom_filter GRANULARITY 1`] : [];
}

/**
 * A page of whole rows reads a block of each column for each row: of 1,024 rows it is an eighth of the usual, and the
 * table grows by a twenty-fifth. Compressed blocks must not be larger than that.
 */
const SMALL_BLOCKS =
  ' SETTINGS index_granularity = 1024, min_compress_block_size = 16384, max_compress_block_size = 65536';

/**
 * Sorted by id: the documented default order, which is then read without sorting, and the key by which an
 * import replaces rows.
 * @param origin where the tickets are from: DEMO_COMMENT, MIRROR_COMMENT, or nothing.
 */
export function ticketForm(name: string, origin = '', schema = TICKET_SCHEMA): TableForm {
  const columns = Object.entries(schema.columns);
  return {
    name,
    columns: columns.map(([id, column]) => columnText(id, column)),
    besides: columns.flatMap(([id, column]) => indexTexts(id, column, schema)),
    settings: schema.findsRows === true ? SMALL_BLOCKS : '',
    comment: commentText({ origin, schema: schemaNumber(schema) }),
  };
}

/** The statement that makes it as one table. */
export function createTableText(table: string, origin = '', schema = TICKET_SCHEMA): string {
  return singleTableText(ticketForm(table, origin, schema));
}

/** The comment travels with the table, so data and the mark of where they are from change in one step. */
export const DEMO_COMMENT = 'demo';
export const MIRROR_COMMENT = 'mirror';
