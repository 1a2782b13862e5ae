import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { test as base } from '../../testing/fixtures';
import { add, type Desk, list, run, send } from '../../testing/scheduleDesk';
import { openTestBackend } from '../../testing/testBackend';
import { ScheduleService } from './scheduleService';

/** Mails of schedules where there is no mail server. */

const MINUTE = 60_000;

const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('desk', { scope: 'file' }, async ({}, { onCleanup }) => {
    // Hours away from when a daily one is due: whoever tests at 7 in the morning had a mail more.
    const clock = { now: new Date(new Date().setUTCHours(12, 0, 0, 0)) };
    const server = await openTestBackend({}, { now: () => clock.now });
    onCleanup(() => server.close());
    await server.insert([{ id: 1, createdAt: '2026-01-05 08:00:00', topic: 'Complaint' }]);
    const restart = async () => {
      await server.backend.schedules.stop();
      server.backend.schedules = await ScheduleService.start(server.backend);
    };
    await restart();
    return { ...server, clock, restart };
  });

test.beforeEach(async ({ desk }) => {
  const { state, config } = desk.backend;
  await state.query('DELETE FROM schedules');
  await desk.restart();
  await desk.backend.schedules.look();
  config.exports.maxUserBytes = 1e9;
});

async function runNow(desk: Desk, id: string): Promise<void> {
  desk.clock.now = new Date(desk.clock.now.getTime() + 2 * MINUTE);
  expect((await send(desk, 'POST', `/schedules/${id}/run`)).status).toBe(202);
  await run(desk);
}

function mailsOf({ backend }: Desk): string[] {
  return readdirSync(backend.outboxFolder).filter((name) => name.startsWith('schedule-'));
}

test('they take their owner’s room, and say so where there is none', async ({ desk }) => {
  const { config, outboxFolder } = desk.backend;
  const { id } = await add(desk);
  await runNow(desk, id);
  const [name = ''] = mailsOf(desk);
  config.exports.maxUserBytes = 1.2 * statSync(join(outboxFolder, name)).size;
  await runNow(desk, id);
  const [{ lastRuns } = { lastRuns: [] }] = await list(desk);
  expect(lastRuns).toMatchObject([{ state: 'failed', error: expect.stringContaining('Your exported files may take') }]);
  expect(mailsOf(desk)).toEqual([name]);
  // It is nobody else's room.
  const bob = { email: 'bob@example.com' };
  const his = await add(desk, {}, bob);
  expect((await send(desk, 'POST', `/schedules/${his.id}/run`, undefined, bob)).status).toBe(202);
  await run(desk);
  expect((await list(desk, bob))[0]?.lastRuns).toMatchObject([{ state: 'sent' }]);
});

test('they go with their schedule', async ({ desk }) => {
  const [{ id }, other] = [await add(desk), await add(desk, { name: 'Another' })];
  await runNow(desk, id);
  await runNow(desk, other.id);
  expect(mailsOf(desk)).toHaveLength(2);
  expect((await send(desk, 'DELETE', `/schedules/${id}`)).status).toBe(204);
  expect(mailsOf(desk)).toEqual([expect.stringContaining(other.id)]);
  // One that another process has deleted.
  await desk.backend.state.query('DELETE FROM schedules');
  await desk.restart();
  await run(desk);
  expect(mailsOf(desk)).toEqual([]);
});

test('they go by age, also notices and what older versions wrote', async ({ desk }) => {
  const { config, outboxFolder } = desk.backend;
  const { id } = await add(desk);
  await runNow(desk, id);
  for (const name of ['schedule-notice-1-2.eml', 'schedule-3.eml.part']) writeFileSync(join(outboxFolder, name), 'old');
  await desk.restart();
  await run(desk);
  expect(mailsOf(desk)).toHaveLength(3);
  const before = new Date(desk.clock.now.getTime() - config.exports.keepJobSeconds * 1000 - MINUTE);
  for (const name of mailsOf(desk)) utimesSync(join(outboxFolder, name), before, before);
  await desk.restart();
  await run(desk);
  expect(mailsOf(desk)).toEqual([]);
});

test('a report that is too long to be linked has a short link, and none where its owner has too many', async ({
  desk,
}) => {
  const query = `filters[0][key]=topic&filters[0][comparator]=%3D&filters[0][value]=${'💥'.repeat(5000)}`;
  const { id } = await add(desk, { query });
  await runNow(desk, id);
  const read = () => {
    const [name = ''] = mailsOf(desk);
    return readFileSync(join(desk.backend.outboxFolder, name), 'utf8').replaceAll('=\r\n', '');
  };
  expect(read()).toMatch(/reporting\?link=3D[\w-]{22}/);
  expect(read().length).toBeLessThan(60_000);
  await send(desk, 'DELETE', `/schedules/${id}`);
  await desk.backend.state.query('DELETE FROM short_links');
  await desk.backend.state.query(
    `INSERT INTO short_links SELECT 'many' || n, 'secret:anna@example.com', 'd' || n, '', now() FROM generate_series(1, 1000) n`,
  );
  await runNow(desk, (await add(desk, { query })).id);
  expect(read()).toContain('too long to be linked here');
  expect(read()).not.toContain('link=3D');
});
