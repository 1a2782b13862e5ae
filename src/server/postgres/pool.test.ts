import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PostgresCluster, startPostgres } from '../../testing/postgresCluster';
import { startSilentProxy } from '../../testing/silentProxy';
import { openPostgres } from '../state/postgresStore';
import type { StateStore } from '../state/stateStore';
import { PostgresAwayError } from './awayError';

let postgres: PostgresCluster;
let state: StateStore;

beforeAll(async () => {
  postgres = await startPostgres();
  state = await openPostgres(postgres.url);
}, 60_000);
afterAll(async () => {
  await state.close();
  await postgres.stop();
});

test('what the server answers is told as it is', async () => {
  await expect(state.query('SELECT nothing')).rejects.toThrow('column "nothing" does not exist');
  await expect(state.query('SELECT $1::int', ['one'])).rejects.toThrow('invalid input syntax');
  await expect(state.transaction(() => Promise.reject(new Error('of the work')))).rejects.toThrow('of the work');
});

test('a server that is cut off is away, until it is back', async () => {
  const ended = expect(state.query(`SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(60)`)).rejects;
  await ended.toThrow(PostgresAwayError);
  // Broken off in the middle: by then it is the work that meets it.
  const inside = state.transaction(async (query) => {
    await query.query('SELECT 1');
    await postgres.cut();
    await query.query('SELECT 1');
  });
  await expect(inside).rejects.toThrow(PostgresAwayError);
  await expect(state.query('SELECT 1')).rejects.toThrow(PostgresAwayError);
  await expect(state.transaction((query) => query.query('SELECT 1'))).rejects.toThrow(PostgresAwayError);
  await postgres.restart();
  expect(await state.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a server that does not answer any more is away soon, until it does; a long statement is none', async ({
  onTestFinished,
}) => {
  const url = new URL(postgres.url);
  const proxy = await startSilentProxy(Number(url.port));
  onTestFinished(() => proxy.close());
  url.port = String(proxy.port);
  const behind = await openPostgres(url.href, { unasked: 100, answer: 200 });
  onTestFinished(() => behind.close());
  const both = ['SELECT 1 AS one FROM pg_sleep(1)', 'SELECT 1'].map((text) => behind.query(text));
  expect((await Promise.all(both))[0]).toEqual([{ one: 1 }]);
  const under = behind.transaction(async (query) => {
    await query.query('SELECT 1');
    proxy.silent = true;
    await query.query('SELECT 1');
  });
  await expect(under).rejects.toThrow(PostgresAwayError);
  await expect(behind.query('SELECT 1')).rejects.toThrow(PostgresAwayError);
  proxy.silent = false;
  expect(await behind.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});
