import { join } from 'node:path';
import { Session } from 'chdb';
import { expect } from 'vitest';
import { test } from '../../testing/fixtures';
import { SessionPool } from './sessionPool';

/** chDB has one data folder per process: another one opens only once nothing has the first one open any more. */
test('what is closed is let go of, whatever another one does at that moment', async ({ folder }) => {
  const pool = new SessionPool(join(folder, 'tickets'), 2);
  const beside = new Session(join(folder, 'tickets'));
  const working = beside.queryAsync('SELECT sleep(0.2)');
  await pool.close();
  await working;
  beside.close();
  const other = new Session(join(folder, 'other'));
  expect(other.query('SELECT 1').trim()).toBe('1');
  other.close();
});
