import type { ClickHouseSettings } from '@clickhouse/client';
import type { EngineFormat, FileOptions } from '../engine';
import { PARQUET_GROUP } from '../statementSettings';

/**
 * Formats in which a body tells by itself that it is whole. After it has sent the status 200 a server that fails writes
 * the error's text where rows would stand, and depending on its version breaks the connection or ends the body as if
 * nothing had happened. So what is read to its end has to have an end that only a whole result has: the bracket of a
 * JSON array, the mark behind the numbers of a parquet file, or a mark of our own, which the engine writes behind the last row.
 */

/** The same values as FORMAT_SETTINGS of the embedded engine; an error is never written as if it were a row. */
export const VALUE_SETTINGS: ClickHouseSettings = {
  format_csv_null_representation: '',
  output_format_csv_crlf_end_of_line: 1,
  output_format_json_quote_64bit_integers: 0,
  output_format_json_escape_forward_slashes: 0,
  http_write_exception_in_output_format: 0,
};

/** Sorting a large result spills to disk. */
const SORT_SETTINGS: ClickHouseSettings = {
  max_bytes_before_external_sort: '134217728',
  max_bytes_ratio_before_external_sort: 0,
};

/** A small answer: one JSON array of objects. */
export const ANSWER_SETTINGS: ClickHouseSettings = { ...VALUE_SETTINGS, output_format_json_array_of_rows: 1 };

/** What a body is written as. */
export interface BodyFormat {
  name: string;
  settings: ClickHouseSettings;
  /** The last bytes of a whole body. */
  end: string;
  /** Whether they are the rows' own. */
  keepsEnd: boolean;
}

/** Lines of JSON arrays, as JSONCompactEachRow writes them. @param mark that no row holds. */
export function streamFormat(mark: string): BodyFormat {
  const settings = { ...VALUE_SETTINGS, ...SORT_SETTINGS, max_block_size: '8192' };
  const custom = customSettings({ rule: 'JSON', before: '[', between: ', ', after: ']\n', mark });
  return { name: 'CustomSeparated', settings: { ...settings, ...custom }, end: mark, keepsEnd: false };
}

export function fileFormat(format: EngineFormat, { csvDialect }: FileOptions, mark: string): BodyFormat {
  const settings = { ...VALUE_SETTINGS, ...SORT_SETTINGS, max_block_size: '16384' };
  if (format === 'json' || format === 'ndjson') {
    const array = { ...settings, output_format_json_array_of_rows: 1 as const };
    return { name: 'JSONEachRow', settings: array, end: ']\n', keepsEnd: format === 'json' };
  }
  if (format === 'parquet') {
    return { name: 'Parquet', settings: { ...settings, ...PARQUET_SETTINGS }, end: 'PAR1', keepsEnd: true };
  }
  const between = csvDialect === 'excel' ? ';' : ',';
  const custom = customSettings({ rule: 'CSV', before: '', between, after: '\r\n', mark });
  return {
    name: 'CustomSeparatedWithNames',
    settings: { ...settings, ...custom, format_csv_delimiter: between },
    end: mark,
    keepsEnd: false,
  };
}

const PARQUET_SETTINGS: ClickHouseSettings = {
  output_format_parquet_compression_method: 'snappy',
  output_format_parquet_row_group_size: String(PARQUET_GROUP.rows),
  output_format_parquet_row_group_size_bytes: String(PARQUET_GROUP.bytes),
  output_format_parquet_write_bloom_filter: 0,
};

interface Delimiters {
  rule: 'CSV' | 'JSON';
  before: string;
  between: string;
  after: string;
  mark: string;
}

function customSettings({ rule, before, between, after, mark }: Delimiters): ClickHouseSettings {
  return {
    format_custom_escaping_rule: rule,
    format_custom_row_before_delimiter: before,
    format_custom_field_delimiter: between,
    format_custom_row_after_delimiter: after,
    format_custom_row_between_delimiter: '',
    format_custom_result_before_delimiter: '',
    format_custom_result_after_delimiter: mark,
  };
}
