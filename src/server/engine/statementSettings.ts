import { availableParallelism } from 'node:os';
import type { EngineFormat } from './engine';

/** What statements say beside their question: how values are written, what a file may use, how it is counted. */

/**
 * The engine's own defaults write \N, quote 64-bit numbers and escape slashes; src/contract/README.md, section 2 wants
 * empty cells, numbers and plain text. RFC 4180 ends lines with CRLF.
 */
export const FORMAT_SETTINGS = [
  "format_csv_null_representation = ''",
  'output_format_csv_crlf_end_of_line = 1',
  'output_format_json_quote_64bit_integers = 0',
  'output_format_json_escape_forward_slashes = 0',
].join(', ');

/** Sorting a large result spills to disk instead of growing the process. */
const SORT_SETTINGS = 'max_bytes_before_external_sort = 134217728, max_bytes_ratio_before_external_sort = 0';
/** So many read while as many format, which is faster than all cores doing both, and leaves the page its turn. */
const FILE_THREADS = Math.ceil(availableParallelism() / 2);
const FILE_SETTINGS = `${FORMAT_SETTINGS}, ${SORT_SETTINGS}, max_threads = ${FILE_THREADS}, max_block_size = 16384`;
const ARRAY_SETTINGS = 'output_format_json_array_of_rows = 1';
/** A chunk is a block: of the usual 65,409 rows with raw data it would be hundreds of megabytes. */
export const STREAM_SETTINGS = `${FORMAT_SETTINGS}, ${SORT_SETTINGS}, max_block_size = 8192`;

/** Semicolons; the byte order mark stands in the file before the engine appends to it. */
export const EXCEL_SETTINGS = "format_csv_delimiter = ';'";

/** A group of rows is held until it is written: a million rows with raw data would be hundreds of megabytes. */
export const PARQUET_GROUP = { rows: 122_880, bytes: 33_554_432 };
/** Of what it can be compressed with, every reader knows snappy. */
const PARQUET_SETTINGS = [
  "output_format_parquet_compression_method = 'snappy'",
  `output_format_parquet_row_group_size = ${PARQUET_GROUP.rows}`,
  `output_format_parquet_row_group_size_bytes = ${PARQUET_GROUP.bytes}`,
  'output_format_parquet_write_bloom_filter = 0',
].join(', ');

export const SETTINGS_OF_FILE: Record<EngineFormat, string> = {
  csv: FILE_SETTINGS,
  json: `${FILE_SETTINGS}, ${ARRAY_SETTINGS}`,
  ndjson: FILE_SETTINGS,
  parquet: `${FILE_SETTINGS}, ${PARQUET_SETTINGS}`,
};

/** By default the engine maps a file into memory, and the process looks as large as the file. */
export const READ_SETTINGS = "storage_file_read_method = 'pread'";

export const ENGINE_FORMAT: Record<EngineFormat, string> = {
  csv: 'CSVWithNames',
  json: 'JSONEachRow',
  ndjson: 'JSONEachRow',
  parquet: 'Parquet',
};

const countObjects = (path: string) => `SELECT countIf(startsWith(line, '{')) AS n FROM file(${path}, 'LineAsString')`;

/**
 * Rows of a file: CSV records (a cell may hold a line break), lines that hold an object, or rows of which every value is
 * read, since their number stands at the end of a parquet file whatever became of them.
 */
export const COUNT_FILE: Record<EngineFormat, (path: string) => string> = {
  csv: (path) => `SELECT count() AS n FROM file(${path}, 'CSV', 'first Nullable(String)')
    SETTINGS input_format_csv_allow_variable_number_of_columns = 1, input_format_csv_skip_first_lines = 1`,
  json: countObjects,
  ndjson: countObjects,
  parquet: (path) => `SELECT countIf(NOT ignore(*)) AS n FROM file(${path}, 'Parquet')`,
};

export function withSettings(text: string, settings: string): string {
  return text.includes('SETTINGS ') ? `${text}, ${settings}` : `${text} SETTINGS ${settings}`;
}

/** A string literal; only for paths that the server itself made, which SQL parameters cannot stand for. */
export function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
