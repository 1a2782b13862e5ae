import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { copyTestState } from '../../testing/testState';
import { migrate } from './migrate';
import { MIGRATIONS } from './migrations';
import { openPglite } from './pgliteStore';
import { createRowKeys } from './rowKeys';
import { signStoredJobs } from './signedJobs';
import type { StateStore } from './stateStore';

/** Jobs of the version before, which were not signed, on the real engine. */

const KEYS = createRowKeys(new TextEncoder().encode('a secret of this test, which is long enough'));
const OTHERS = createRowKeys(new TextEncoder().encode('another secret, which is long enough as well'));
const UNSIGNED = MIGRATIONS.slice(0, MIGRATIONS.indexOf(signStoredJobs));
const CALLER = { id: 'anna', email: 'anna@example.com', name: 'Anna', permissions: ['reportTickets', 'exportData'] };

let folder: string;
let store: StateStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ticketlens-signed-'));
  store = await openPglite(copyTestState(folder, 'unsigned'));
  await migrate(store, KEYS, UNSIGNED);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function add(id: string): Promise<void> {
  await store.query(
    `INSERT INTO export_jobs (id, user_id, caller, query, fingerprint, format, state, rows_requested, deliver_to, requested_at)
     VALUES ($1, 'anna', $2, 'format=csv', gen_random_uuid(), 'csv', 'queued', 1, 'anna@example.com', now())`,
    [id, CALLER],
  );
}

const rowSchema = z.object({
  id: z.string(),
  user_id: z.string(),
  caller: z.object({ id: z.string(), email: z.string(), name: z.string(), permissions: z.array(z.string()) }),
  query: z.string(),
  deliver_to: z.string(),
  level: z.string().nullable(),
  signed_at: z.date().nullable(),
  signature: z.string().nullable(),
  user_tag: z.string().nullable(),
});
const COLUMNS = Object.keys(rowSchema.shape).join(', ');
const rows = () => store.rows(rowSchema, `SELECT ${COLUMNS} FROM export_jobs ORDER BY id`);

const [FIRST, SECOND] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];

test('those that are there are signed in the step that adds signatures; one that is planted later is not', async () => {
  await add(FIRST);
  await migrate(store, KEYS);
  await add(SECOND);
  // What a start does again and again.
  await migrate(store, KEYS);
  const [first, second] = await rows();
  expect(first).toMatchObject({ id: FIRST, user_tag: KEYS.userTag('anna') });
  expect(first && KEYS.isSigned(first)).toBe(true);
  expect(first && OTHERS.isSigned(first)).toBe(false);
  expect(second).toMatchObject({ signature: null });
  expect(second && KEYS.isSigned(second)).toBe(false);
});

test('more jobs than are signed at once, and one that no version wrote', async () => {
  await store.query(
    `INSERT INTO export_jobs (id, user_id, caller, query, fingerprint, format, state, rows_requested, deliver_to, requested_at)
     SELECT gen_random_uuid(), 'anna', $1, 'format=csv', n::text, 'csv', 'sent', 1, 'anna@example.com', now()
     FROM generate_series(1, 2500) AS n`,
    [CALLER],
  );
  await add(FIRST);
  await store.query("UPDATE export_jobs SET caller = '[]' WHERE id = $1", [FIRST]);
  await migrate(store, KEYS);
  const text = 'SELECT count(signature)::int AS n FROM export_jobs';
  expect(await store.row(z.object({ n: z.number() }), text)).toEqual({ n: 2500 });
});

test('a start that ends in the middle of it leaves none signed and none without need, and the next one signs all', async () => {
  await add(FIRST);
  const broken = {
    ...KEYS,
    sign: () => {
      throw new Error('kill -9');
    },
  };
  await expect(migrate(store, broken)).rejects.toThrow('kill -9');
  await migrate(store, KEYS);
  const [first] = await rows();
  expect(first && KEYS.isSigned(first)).toBe(true);
});

test('what is told of a job names its user by a tag that only the servers can make', async () => {
  await migrate(store, KEYS);
  const told: string[] = [];
  await store.listen('export_jobs', (payload) => told.push(payload));
  await store.query(
    `INSERT INTO export_jobs (id, user_id, user_tag, caller, query, fingerprint, format, state, rows_requested, deliver_to, requested_at)
     VALUES ($1, 'anna', $2, $3, '', '', 'csv', 'queued', 1, 'anna@example.com', now())`,
    [FIRST, KEYS.userTag('anna'), CALLER],
  );
  await vi.waitFor(() => expect(told).toEqual([`${FIRST} queued ${KEYS.userTag('anna')}`]));
  expect(KEYS.userTag('anna')).not.toBe(OTHERS.userTag('anna'));
});

test('once all is made the role needs no right to make more', async () => {
  await migrate(store, KEYS);
  await store.query(`CREATE ROLE tickets; REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO tickets; SET ROLE tickets;`);
  await migrate(store, KEYS);
  await expect(store.query('CREATE TABLE another (id int)')).rejects.toThrow(/permission denied/);
  await store.query('RESET ROLE');
});
