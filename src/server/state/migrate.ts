import { z } from 'zod';
import { requireNoOthers } from '../postgres/otherTables';
import { holdLock } from './advisoryLocks';
import { MIGRATIONS, type Migration } from './migrations';
import type { RowKeys } from './rowKeys';
import type { StateQuery, StateStore } from './stateStore';

const versionSchema = z.object({ version: z.number() });

/**
 * Brings the schema up to date; each step and its mark are one transaction, and processes that start together on one
 * PostgreSQL wait for each other.
 * @param secretIds a regular expression of the ids that tokens signed with the secret have had.
 */
export async function migrate(
  store: StateStore,
  keys: RowKeys,
  steps: readonly Migration[] = MIGRATIONS,
  secretIds = '',
): Promise<void> {
  const known = await store.transaction(async (query) => {
    await holdLock(query, 'migrations');
    await makeVersionTable(query);
    const versions = (await query.rows(versionSchema, 'SELECT version FROM schema_version')).map(
      ({ version }) => version,
    );
    const newest = Math.max(...versions);
    if (newest <= MIGRATIONS.length) return new Set(versions);
    throw new Error(
      `The store of jobs and settings (DATABASE_URL, or DATA_DIR) was made by a newer version of Ticketlens: its schema is ${newest}, and this version knows ${MIGRATIONS.length}. Nothing was changed; start that version.`,
    );
  });
  for (const [index, step] of steps.entries()) {
    if (known.has(index + 1)) continue;
    await store.transaction(async (query) => {
      await holdLock(query, 'migrations');
      // By another process meanwhile.
      const done = await query.row(versionSchema, 'SELECT version FROM schema_version WHERE version = $1', [index + 1]);
      if (done !== undefined) return;
      await query.query("SELECT set_config('ticketlens.secret_ids', $1, true)", [secretIds]);
      await (typeof step === 'string' ? query.query(step) : step(query, keys));
      await query.query('INSERT INTO schema_version (version) VALUES ($1)', [index + 1]);
    });
  }
}

const foundSchema = z.object({ found: z.boolean() });

/** Only where there is none: CREATE, also with IF NOT EXISTS, needs a right that a role has no other use for once all is made. */
async function makeVersionTable(query: StateQuery): Promise<void> {
  const made = await query.row(foundSchema, "SELECT to_regclass('schema_version') IS NOT NULL AS found");
  if (made?.found === true) return;
  await requireNoOthers((text) => query.query(text));
  await query.query('CREATE TABLE schema_version (version int PRIMARY KEY)');
}
