import type { StandIn } from './standIn';

/** The settings of a process whose tickets are on the stand-in. */
export function clickhouseEnvironment({ settings: { url, reader, importer } }: StandIn): Record<string, string> {
  return {
    CLICKHOUSE_URL: url,
    CLICKHOUSE_USER: reader.name,
    CLICKHOUSE_PASSWORD: reader.password,
    CLICKHOUSE_IMPORT_USER: importer.name,
    CLICKHOUSE_IMPORT_PASSWORD: importer.password,
  };
}
