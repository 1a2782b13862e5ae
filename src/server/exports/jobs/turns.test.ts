import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { copyTestState } from '../../../testing/testState';
import { entryValues } from '../../audit/auditStore';
import { migrate } from '../../state/migrate';
import { openPglite } from '../../state/pgliteStore';
import { createRowKeys } from '../../state/rowKeys';
import type { StateStore } from '../../state/stateStore';
import { addJob } from './jobStore';
import { leaseNextJob } from './leases';

/** Whose job is next, on the real store. */

const KEYS = createRowKeys(new TextEncoder().encode('a secret of this test, which is long enough'));
let folder: string;
let store: StateStore;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ticketlens-turns-'));
  store = await openPglite(copyTestState(folder));
  await migrate(store, KEYS);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => store.query('DELETE FROM export_jobs'));

async function queued(user: string, count: number, chargedTo: string | null = null): Promise<string[]> {
  const ids: string[] = [];
  for (let each = 0; each < count; each += 1) {
    const id = randomUUID();
    const caller = { id: user, email: `${user}@example.com`, name: user, permissions: [] };
    const rest = { query: '', fingerprint: id, format: 'csv', rowsRequested: 1, bytesExpected: 1 } as const;
    await addJob(store, KEYS, { id, user: caller, level: 'full', chargedTo, ...rest }, entryValues([], new Date(), 1));
    ids.push(id);
  }
  return ids;
}

/** Takes the next jobs. @returns whose they are. */
async function taken(count: number, task: 'make' | 'mail' = 'make'): Promise<(string | undefined)[]> {
  const users: (string | undefined)[] = [];
  for (let each = 0; each < count; each += 1) users.push((await leaseNextJob(store, task, 20))?.job.caller.id);
  return users;
}

const end = (state: string, where: string) =>
  store.query(`UPDATE export_jobs SET state = '${state}', lease = NULL, leased_until = NULL WHERE ${where}`);

test('however many jobs of one user wait, another’s is the next', async () => {
  await queued('anna', 60);
  expect(await taken(2)).toEqual(['anna', 'anna']);
  await queued('ben', 1);
  expect(await taken(2)).toEqual(['ben', 'anna']);
});

test('users take turns also where each has one job in work at a time, each with their own jobs in order', async () => {
  const hers = await queued('anna', 3);
  const his = await queued('ben', 3);
  const order: (string | undefined)[] = [];
  for (let each = 0; each < 6; each += 1) {
    order.push((await leaseNextJob(store, 'make', 20))?.job.id);
    await end('sent', "state = 'running'");
  }
  expect(order).toEqual([hers[0], his[0], hers[1], his[1], hers[2], his[2]]);
});

test('who was served longest ago comes first, whoever asked first', async () => {
  await queued('anna', 1);
  await taken(1);
  await end('sent', "state = 'running'");
  await queued('anna', 1);
  await queued('ben', 1);
  expect(await taken(3)).toEqual(['ben', 'anna', undefined]);
});

test('mails take turns as well', async () => {
  await queued('anna', 4);
  await queued('ben', 1);
  await end('mailing', 'true');
  const order: (string | undefined)[] = [];
  for (let each = 0; each < 3; each += 1) {
    order.push(...(await taken(1, 'mail')));
    await end('sent', 'lease IS NOT NULL');
  }
  expect(order).toEqual(['anna', 'ben', 'anna']);
});

test('a job that is not due lets the next of its user have the turn', async () => {
  const [first, second] = await queued('anna', 2);
  await store.query("UPDATE export_jobs SET next_try_at = now() + interval '1 hour' WHERE id = $1", [first ?? '']);
  expect((await leaseNextJob(store, 'make', 20))?.job.id).toBe(second);
  expect(await leaseNextJob(store, 'make', 20)).toBeUndefined();
});

test('who was served by a clock that has been put back since is not the last until then', async () => {
  await queued('anna', 3);
  await taken(1);
  await store.query("UPDATE export_jobs SET taken_at = now() + interval '1 year' WHERE state = 'running'");
  await end('sent', "state = 'running'");
  await queued('ben', 2);
  const order: (string | undefined)[] = [];
  for (let each = 0; each < 3; each += 1) {
    order.push(...(await taken(1)));
    await end('sent', "state = 'running'");
  }
  expect(order).toEqual(['anna', 'ben', 'anna']);
});

test('jobs that a schedule asks for take the turns of its owner, whoever gets them', async () => {
  for (const reader of ['ben', 'carl', 'dora']) await queued(reader, 1, 'secret:anna');
  await queued('anna', 1);
  await queued('emil', 1);
  expect(await taken(2)).toEqual(['ben', 'emil']);
});
