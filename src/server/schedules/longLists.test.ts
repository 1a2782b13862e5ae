import { expect } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import { add, at, DAILY, list, reset, run, send, signIn, test } from '../../testing/scheduleDesk';
import { READER } from '../../testing/testBackend';
import { principalOf } from '../access/principal';
import { listSchedules } from './showSchedule';

/** How much a user's schedules are together, and what a change writes. */

test.beforeEach(({ desk, smtp }) => reset(desk, smtp));

const queryOf = (length: number, letter = 'x') =>
  `filters[0][key]=topic&filters[0][comparator]=%3D&filters[0][value]=${letter.repeat(length)}`;

test('they are at most so long together, and listed in turns', async ({ desk }) => {
  const made = await add(desk, { query: queryOf(100_000) });
  await add(desk, { query: queryOf(100_000) });
  await add(desk, { query: queryOf(50_000) });
  const tooLong = { ...DAILY, query: queryOf(50_000) };
  const refused = await send(desk, 'POST', '/schedules', tooLong);
  expect(refused.status).toBe(409);
  expect(errorBodySchema.parse(await refused.json()).error).toMatchObject({ parameter: 'query' });
  const grown = await send(desk, 'PATCH', `/schedules/${made.id}`, { query: queryOf(115_000) });
  expect(grown.status).toBe(409);
  for (const change of [{ name: 'Short' }, { query: queryOf(90_000, 'y') }]) {
    expect((await send(desk, 'PATCH', `/schedules/${made.id}`, change)).status).toBe(200);
  }
  let turns = 0;
  const anna = {
    id: 'anna@example.com',
    email: 'anna@example.com',
    name: 'anna@example.com',
    permissions: [...READER],
  };
  const listed = await listSchedules(desk.backend, principalOf(anna, 'full'), async () => {
    turns += 1;
  });
  // Once to read each, once to show it.
  expect([listed.length, turns]).toEqual([3, 6]);
});

test('a change writes what it changes', async ({ desk }) => {
  const { id } = await add(desk);
  const read = () => desk.backend.state.query('SELECT settings, signed_at, signature FROM schedules');
  const before = await read();
  desk.clock.now = at('2026-02-02T07:30');
  for (const isPaused of [true, false]) {
    expect((await send(desk, 'PATCH', `/schedules/${id}`, { isPaused })).status).toBe(200);
    expect(await read()).toEqual(before);
  }
  await send(desk, 'PATCH', `/schedules/${id}`, { name: 'Renamed' });
  expect(await read()).not.toEqual(before);
  expect(await list(desk)).toMatchObject([{ name: 'Renamed', paused: null }]);
});

test('the last mails are those of its recipients', async ({ desk }) => {
  const anna = { permissions: [...READER, 'shareReports'] };
  await signIn(desk, { email: 'bob@example.com' });
  const { id } = await add(desk, { recipients: ['anna@example.com', 'bob@example.com'] }, anna);
  for (const day of ['02', '03']) {
    desk.clock.now = at(`2026-02-${day}T08:00`);
    await run(desk);
  }
  const addresses = async () => (await list(desk, anna))[0]?.lastRuns.map(({ address }) => address).sort();
  expect(await addresses()).toEqual(['anna@example.com', 'bob@example.com']);
  await send(desk, 'PATCH', `/schedules/${id}`, { recipients: ['anna@example.com'] }, anna);
  expect(await addresses()).toEqual(['anna@example.com']);
});
