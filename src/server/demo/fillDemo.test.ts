import { expect } from 'vitest';
import { test } from '../../testing/fixtures';
import { sql } from '../engine/engine';
import { TABLE } from '../tickets/schema/ticketTable';
import { readStoreFacts } from '../tickets/storeFacts';
import { demoTickets } from './demoTickets';
import { fillDemo } from './fillDemo';

const NOW = '2026-11-23 14:00:00';

// A hook, so that opening the engine takes none of the test's time.
test.beforeAll(({ engine }) => void engine);

test('the store holds about 100,000 demo tickets, marked as such, in what two cores do in five seconds', async ({
  engine,
}) => {
  const before = process.cpuUsage();
  await fillDemo(engine, NOW);
  const { user, system } = process.cpuUsage(before);
  // Two cores; the time on the clock would also measure what else the machine does.
  expect((user + system) / 1_000_000).toBeLessThan(10);
  const { rows, demo } = await readStoreFacts(engine);
  expect(demo).toBe(true);
  expect(Math.abs(rows - 100_000)).toBeLessThan(1000);
  expect(await engine.query(sql('SHOW TABLES'))).toEqual([{ name: 'tickets' }]);
});

test('every ticket is stored as it was made, whatever the batches', async ({ engine }) => {
  await fillDemo(engine, NOW, { count: 1500 });
  const stored = await engine.query(sql(`SELECT * FROM ${TABLE} ORDER BY id`));
  expect(stored).toEqual([...demoTickets(4711, NOW, 1500)]);
});
