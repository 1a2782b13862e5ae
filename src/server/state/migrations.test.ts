import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import { test as base } from '../../testing/fixtures';
import { copyTestState } from '../../testing/testState';
import { MIGRATIONS, migrate } from './migrations';
import { openPglite } from './pgliteStore';
import type { StateStore } from './stateStore';

/** Stores of older versions, on the real engine. */

/** `state` is a store without a table, another one in each test. */
const test = base.extend('state', async ({ dataDir }, { onCleanup }) => {
  copyTestState(dataDir);
  const state = await openPglite(join(dataDir, 'state'));
  onCleanup(() => state.close());
  return state;
});

const countSchema = z.object({ n: z.coerce.number() });

async function count(state: StateStore, text: string): Promise<number | undefined> {
  return (await state.row(countSchema, text))?.n;
}

const schemas = (state: StateStore, name: string) =>
  count(state, `SELECT count(*) AS n FROM pg_namespace WHERE nspname = '${name}'`);

test('each step is done once', async ({ state }) => {
  await migrate(state);
  await migrate(state);
  expect(await count(state, 'SELECT count(*) AS n FROM schema_version')).toBe(MIGRATIONS.length);
});

test('a store that a newer version made is refused in words', async ({ state }) => {
  await migrate(state);
  await state.query(`INSERT INTO schema_version (version) VALUES (${MIGRATIONS.length + 1})`);
  await expect(migrate(state)).rejects.toThrow(
    /was made by a newer version of Ticketlens: its schema is \d+, and this/,
  );
});

describe('the tables of pg-boss', () => {
  /** The version that had them last. */
  const WITH_QUEUE = 6;
  /** As pg-boss 10 makes them, without the columns that do not matter here. */
  const PG_BOSS = `CREATE SCHEMA pgboss;
    CREATE TYPE pgboss.job_state AS ENUM ('created', 'retry', 'active', 'completed', 'cancelled', 'failed');
    CREATE TABLE pgboss.version (version int PRIMARY KEY);
    CREATE TABLE pgboss.queue (name text PRIMARY KEY, dead_letter text REFERENCES pgboss.queue (name));
    CREATE TABLE pgboss.job (id uuid NOT NULL DEFAULT gen_random_uuid(), name text NOT NULL, data jsonb,
      state pgboss.job_state NOT NULL DEFAULT 'created') PARTITION BY LIST (name);
    CREATE TABLE pgboss.j1 PARTITION OF pgboss.job FOR VALUES IN ('export-files');
    ALTER TABLE pgboss.j1 ADD FOREIGN KEY (name) REFERENCES pgboss.queue (name) ON DELETE RESTRICT;
    CREATE FUNCTION pgboss.delete_queue(queue_name text) RETURNS void LANGUAGE sql AS 'SELECT';
    INSERT INTO pgboss.queue (name) VALUES ('export-files'), ('export-mails');`;
  const JOB = '11111111-1111-4111-8111-111111111111';

  test.beforeEach(async ({ state }) => {
    await migrate(state, MIGRATIONS.slice(0, WITH_QUEUE));
    await state.query(PG_BOSS);
    await state.query(`INSERT INTO export_jobs (id, user_id, caller, query, fingerprint, format, state, rows_requested,
        deliver_to, requested_at, claim, claimed_until)
      VALUES ('${JOB}', 'anna', '{}', '', '', 'csv', 'running', 1, 'anna@example.com', now(), '${JOB}', now())`);
    await state.query(`INSERT INTO pgboss.job (name, data) VALUES ('export-files', '{"jobId": "${JOB}"}')`);
  });

  test('are dropped, and a job that was under way is still leased', async ({ state }) => {
    await migrate(state);
    expect(await schemas(state, 'pgboss')).toBe(0);
    expect(
      await count(state, `SELECT count(*) AS n FROM export_jobs WHERE lease = '${JOB}' AND leased_until <= now()`),
    ).toBe(1);
  });

  test('stay when another program has queues of its own there', async ({ state }) => {
    await state.query("INSERT INTO pgboss.queue (name) VALUES ('newsletters')");
    await migrate(state);
    expect(await count(state, 'SELECT count(*) AS n FROM pgboss.queue')).toBe(3);
  });

  test.for([
    ['may not see', ''],
    ['may read and does not own', 'GRANT USAGE ON SCHEMA pgboss TO tickets; GRANT SELECT ON pgboss.queue TO tickets;'],
  ])('stay when they are what the role %s, and the store opens', async ([_, rights], { state }) => {
    await state.query(`CREATE ROLE tickets; GRANT ALL ON SCHEMA public TO tickets; ${rights}
      ALTER TABLE export_jobs OWNER TO tickets; ALTER TABLE schema_version OWNER TO tickets;
      ALTER TABLE upstream_sync OWNER TO tickets; SET ROLE tickets;`);
    await migrate(state);
    await state.query('RESET ROLE');
    expect(await schemas(state, 'pgboss')).toBe(1);
    expect(await count(state, 'SELECT count(*) AS n FROM schema_version')).toBe(MIGRATIONS.length);
  });
});
