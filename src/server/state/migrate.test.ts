import { describe, expect } from 'vitest';
import { z } from 'zod';
import { test as base } from '../../testing/fixtures';
import { copyTestState } from '../../testing/testState';
import { migrate } from './migrate';
import { MIGRATIONS } from './migrations';
import { openPglite } from './pgliteStore';
import { createRowKeys } from './rowKeys';
import type { StateStore } from './stateStore';

/** Stores of older versions, on the real engine. */

const KEYS = createRowKeys(new TextEncoder().encode('a secret of this test, which is long enough'));

/** `state` is a store without a table, another one in each test. */
const test = base.extend('state', async ({ dataDir }, { onCleanup }) => {
  const state = await openPglite(copyTestState(dataDir, 'empty'));
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
  await migrate(state, KEYS);
  await migrate(state, KEYS);
  expect(await count(state, 'SELECT count(*) AS n FROM schema_version')).toBe(MIGRATIONS.length);
});

test('a store that a newer version made is refused in words', async ({ state }) => {
  await migrate(state, KEYS);
  await state.query(`INSERT INTO schema_version (version) VALUES (${MIGRATIONS.length + 1})`);
  await expect(migrate(state, KEYS)).rejects.toThrow(
    /was made by a newer version of Ticketlens: its schema is \d+, and this/,
  );
});

test('a database of another program gets no tables', async ({ state }) => {
  await state.query('CREATE TABLE audit (id int); CREATE TABLE customers (id int)');
  await expect(migrate(state, KEYS)).rejects.toThrow(
    /^DATABASE_URL: the database has tables of another program \(such as audit, customers\)/,
  );
  expect(await count(state, 'SELECT count(*) AS n FROM pg_tables WHERE schemaname = current_schema()')).toBe(2);
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
    await migrate(state, KEYS, MIGRATIONS.slice(0, WITH_QUEUE));
    await state.query(PG_BOSS);
    await state.query(`INSERT INTO export_jobs (id, user_id, caller, query, fingerprint, format, state, rows_requested,
        deliver_to, requested_at, claim, claimed_until)
      VALUES ('${JOB}', 'anna', '{}', '', '', 'csv', 'running', 1, 'anna@example.com', now(), '${JOB}', now())`);
    await state.query(`INSERT INTO pgboss.job (name, data) VALUES ('export-files', '{"jobId": "${JOB}"}')`);
  });

  test('are dropped, and a job that was under way is still leased', async ({ state }) => {
    await migrate(state, KEYS);
    expect(await schemas(state, 'pgboss')).toBe(0);
    expect(
      await count(state, `SELECT count(*) AS n FROM export_jobs WHERE lease = '${JOB}' AND leased_until <= now()`),
    ).toBe(1);
  });

  test('stay when another program has queues of its own there', async ({ state }) => {
    await state.query("INSERT INTO pgboss.queue (name) VALUES ('newsletters')");
    await migrate(state, KEYS);
    expect(await count(state, 'SELECT count(*) AS n FROM pgboss.queue')).toBe(3);
  });

  test.for([
    ['may not see', ''],
    ['may read and does not own', 'GRANT USAGE ON SCHEMA pgboss TO tickets; GRANT SELECT ON pgboss.queue TO tickets;'],
  ])('stay when they are what the role %s, and the store opens', async ([_, rights], { state }) => {
    const owned = ['export_jobs', 'schema_version', 'upstream_sync', 'short_links', 'saved_views', 'ended_sessions'];
    await state.query(`CREATE ROLE tickets; GRANT ALL ON SCHEMA public TO tickets; ${rights}
      ${owned.map((table) => `ALTER TABLE ${table} OWNER TO tickets;`).join(' ')} ALTER FUNCTION tell_export_job() OWNER TO tickets;
      SET ROLE tickets;`);
    await migrate(state, KEYS);
    await state.query('RESET ROLE');
    expect(await schemas(state, 'pgboss')).toBe(1);
    expect(await count(state, 'SELECT count(*) AS n FROM schema_version')).toBe(MIGRATIONS.length);
  });
});

describe('users’ ids get name spaces', () => {
  /** The version that had none last. */
  const WITHOUT_NAME_SPACES = 8;
  const IDS = ['local', 'anna@example.com', '0c9f', 'local@idp'];

  test.beforeEach(async ({ state }) => {
    await migrate(state, KEYS, MIGRATIONS.slice(0, WITHOUT_NAME_SPACES));
    for (const id of IDS) {
      await state.query(
        `INSERT INTO export_jobs (id, user_id, caller, query, fingerprint, format, state, rows_requested, deliver_to,
           requested_at) VALUES (gen_random_uuid(), $1, '{"id": "x"}', '', '', 'csv', 'sent', 1, '', now())`,
        [id],
      );
      await state.query("INSERT INTO short_links VALUES ($1, $1, '', '', now())", [id]);
      await state.query("INSERT INTO saved_views VALUES (gen_random_uuid(), $1, '', '', true, now())", [id]);
    }
  });

  const secret = (id: string) => `secret:${id}`;
  const provider = (id: string) => `provider:${id}`;

  test.for([
    ['without a provider', '', IDS.map(secret)],
    [
      'beside a provider',
      '^local$|@',
      [secret('local'), secret('anna@example.com'), provider('0c9f'), secret('local@idp')],
    ],
    ['beside one whose ids are addresses', '^local$', [secret('local'), ...IDS.slice(1).map(provider)]],
  ] as const)('%s', async ([_, secretIds, owners], { state }) => {
    await migrate(state, KEYS, MIGRATIONS, secretIds);
    const rowSchema = z.object({ user_id: z.string() });
    for (const table of ['export_jobs', 'short_links', 'saved_views']) {
      const rows = await state.rows(rowSchema, `SELECT user_id FROM ${table}`);
      expect(rows.map(({ user_id }) => user_id).sort(), table).toEqual([...owners].sort());
    }
    // The job’s worker decides by its caller.
    const marked = "SELECT count(*) AS n FROM export_jobs WHERE (caller->>'fromProvider') = 'true'";
    expect(await count(state, marked)).toBe(owners.filter((owner) => owner.startsWith('provider:')).length);
    // Whoever listens is told of changes again.
    expect(
      await count(state, "SELECT count(*) AS n FROM pg_trigger WHERE tgname = 'export_jobs_told' AND tgenabled = 'O'"),
    ).toBe(1);
  });
});

test('who unsubscribed from a schedule keeps that towards its owner, and mails that wait have their owner', async ({
  state,
}) => {
  const step = MIGRATIONS.findIndex((each) => typeof each === 'string' && each.includes('TABLE schedule_readers'));
  await migrate(state, KEYS, MIGRATIONS.slice(0, step));
  const id = '11111111-1111-4111-8111-111111111111';
  await state.query(`INSERT INTO schedules VALUES
    ('${id}', 'secret:anna', '{}', '{}', NULL, NULL, '{secret:anna, secret:bob}', now(), '')`);
  await state.query(`INSERT INTO schedule_runs (id, schedule_id, user_id, email, due_at, state)
    VALUES ('${id}', '${id}', 'secret:bob', '', now(), 'queued')`);
  await migrate(state, KEYS);
  const readers = 'SELECT owner_id, user_id FROM schedule_readers WHERE unsubscribed_at IS NOT NULL';
  expect(await state.query(readers)).toEqual([{ owner_id: 'secret:anna', user_id: 'secret:bob' }]);
  expect(await state.query('SELECT owner_id FROM schedule_runs')).toEqual([{ owner_id: 'secret:anna' }]);
});
