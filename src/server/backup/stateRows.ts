import { z } from 'zod';
import type { StateQuery, StateStore } from '../state/stateStore';
import type { RowsChecksum } from './checksum';

/** Every row of the store of jobs and settings as JSON, whichever Postgres it is in. */

/** All of its tables but what is of this place alone, its schema's version and where the tickets are; a test compares the list with what the migrations make. */
export const STATE_TABLES = [
  'api_tokens',
  'audit',
  'export_folder',
  'export_jobs',
  'import_mappings',
  'revocations',
  'saved_views',
  'schedule_readers',
  'schedule_runs',
  'schedules',
  'short_links',
  'sign_in_links',
  'sign_ins',
  'signing_key',
  'upstream_sync',
] as const;
export type StateTable = (typeof STATE_TABLES)[number];

export const tableSchema = z.enum(STATE_TABLES);
const rowTextSchema = z.object({ row: z.string() });
const checksumSchema = z.object({ rows: z.int(), hash: z.string() });
const versionSchema = z.object({ version: z.int() });

const ROWS_AT_ONCE = 500;

/** Within a transaction: all of one moment, and times written in one way. */
export async function beginReading(query: StateQuery): Promise<void> {
  await query.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  await query.query("SET LOCAL TimeZone = 'UTC'");
}

export async function readSchemaVersion(query: StateQuery): Promise<number> {
  const newest = await query.row(versionSchema, 'SELECT max(version) AS version FROM schema_version');
  return newest?.version ?? 0;
}

/** JSON texts of the rows of a table, in pieces. Within a transaction that beginReading has begun. */
export async function* readRows(query: StateQuery, table: StateTable): AsyncGenerator<string[]> {
  await query.query(`DECLARE backup_rows NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS row FROM ${table} AS t`);
  for (;;) {
    const rows = await query.rows(rowTextSchema, `FETCH ${ROWS_AT_ONCE} FROM backup_rows`);
    if (rows.length === 0) break;
    yield rows.map(({ row }) => row);
  }
  await query.query('CLOSE backup_rows');
}

/** Of all rows of a table; both Postgres hash alike. */
export async function checksumOf(query: StateQuery, table: StateTable): Promise<RowsChecksum> {
  const hash = 'coalesce(sum(hashtextextended(row_to_json(t)::text, 0)), 0)::text';
  const found = await query.row(checksumSchema, `SELECT count(*)::int AS rows, ${hash} AS hash FROM ${table} AS t`);
  if (found === undefined) throw new Error(`${table} cannot be counted`);
  return found;
}

/** Adds rows as readRows gives them; the columns must be those of the table. */
export async function writeRows(query: StateQuery, table: StateTable, rows: readonly string[]): Promise<void> {
  if (rows.length === 0) return;
  await query.query(
    `INSERT INTO ${table} OVERRIDING SYSTEM VALUE
     SELECT * FROM json_populate_recordset(NULL::${table}, ($1::text)::json)`,
    [`[${rows.join(',')}]`],
  );
}

/** The next entry of the audit gets a number of its own. */
export async function continueNumbers(query: StateQuery): Promise<void> {
  await query.query(
    "SELECT setval(pg_get_serial_sequence('audit', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM audit), false)",
  );
}

/** Whether somebody has used the store: jobs, views, and whatever else a person made. */
export async function isUsed(state: StateStore): Promise<boolean> {
  const found = await state.row(
    z.object({ found: z.boolean() }),
    `SELECT ${['export_jobs', 'saved_views', 'short_links', 'audit', 'api_tokens', 'import_mappings', 'schedules']
      .map((table) => `EXISTS (SELECT FROM ${table})`)
      .join(' OR ')} AS found`,
  );
  return found?.found === true;
}
