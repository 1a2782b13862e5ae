import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { formatWallTime } from '../contract/time/wallTime';

/** A parquet file as another library reads it, which knows nothing of how ours are made. */

export interface ParquetContent {
  rows: Record<string, unknown>[];
  /** By column: what it says that its values are. */
  types: Record<string, string>;
}

export async function readParquet(bytes: Uint8Array): Promise<ParquetContent> {
  const file = Uint8Array.from(bytes).buffer;
  const { schema } = parquetMetadata(file);
  const columns = schema.slice(1);
  const read = await parquetReadObjects({ file, utf8: false });
  const rows = read.map((row) => Object.fromEntries(columns.map(({ name }) => [name, plain(row[name])])));
  return { rows, types: Object.fromEntries(columns.map((column) => [column.name, typeOf(column)])) };
}

type Column = ReturnType<typeof parquetMetadata>['schema'][number];

/** `INT64` or `INT32`, `STRING`, or `TIMESTAMP of no zone`. */
function typeOf({ type, logical_type: logical }: Column): string {
  if (logical?.type === 'TIMESTAMP') return `TIMESTAMP of ${logical.isAdjustedToUTC ? 'UTC' : 'no zone'}`;
  return (logical?.type === 'INTEGER' ? type : (logical?.type ?? type)) ?? 'none';
}

/** Numbers as numbers, times as wall times, an enum's bytes as its name. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Date ? formatWallTime(value.getTime() / 1000) : (value ?? null);
}
