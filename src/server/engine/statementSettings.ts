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
export const FILE_SETTINGS = `${FORMAT_SETTINGS}, output_format_json_array_of_rows = 1, ${SORT_SETTINGS}, max_threads = ${FILE_THREADS}, max_block_size = 16384`;
/** A chunk is a block: of the usual 65,409 rows with raw data it would be hundreds of megabytes. */
export const STREAM_SETTINGS = `${FORMAT_SETTINGS}, ${SORT_SETTINGS}, max_block_size = 8192`;

/** Semicolons; the byte order mark stands in the file before the engine appends to it. */
export const EXCEL_SETTINGS = "format_csv_delimiter = ';'";

/** By default the engine maps a file into memory, and the process looks as large as the file. */
export const READ_SETTINGS = "storage_file_read_method = 'pread'";

export const ENGINE_FORMAT: Record<EngineFormat, string> = { csv: 'CSVWithNames', json: 'JSONEachRow' };

/** Rows of a file: CSV records (a cell may hold a line break), or the lines of a JSON array that hold an object. */
export const COUNT_FILE: Record<EngineFormat, (path: string) => string> = {
  csv: (path) => `SELECT count() AS n FROM file(${path}, 'CSV', 'first Nullable(String)')
    SETTINGS input_format_csv_allow_variable_number_of_columns = 1, input_format_csv_skip_first_lines = 1`,
  json: (path) => `SELECT countIf(startsWith(line, '{')) AS n FROM file(${path}, 'LineAsString')`,
};

export function withSettings(text: string, settings: string): string {
  return text.includes('SETTINGS ') ? `${text}, ${settings}` : `${text} SETTINGS ${settings}`;
}

/** A string literal; only for paths that the server itself made, which SQL parameters cannot stand for. */
export function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
