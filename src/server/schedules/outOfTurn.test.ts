import { expect, vi } from 'vitest';
import {
  add,
  at,
  type Desk,
  engineWith,
  list,
  parsed,
  reset,
  run,
  send,
  signIn,
  test,
} from '../../testing/scheduleDesk';
import { READER } from '../../testing/testBackend';

/** Whom an owner mails, whichever schedule it is: how often out of turn, and on whose account. */

const ANNA = { permissions: [...READER, 'shareReports'] };
const BOB = { email: 'bob@example.com', permissions: READER };
const TO_BOB = { recipients: ['bob@example.com'] };
const WAIT = { timeout: 60_000, interval: 20 };

test.beforeEach(async ({ desk, smtp }) => {
  await reset(desk, smtp);
  await desk.backend.state.query('DELETE FROM export_jobs');
  await signIn(desk, BOB);
});

const runNow = (desk: Desk, id: string) => send(desk, 'POST', `/schedules/${id}/run`, undefined, ANNA);

test('a schedule that is deleted and added anew mails colleagues no more often by hand', async ({ desk, smtp }) => {
  const { id } = await add(desk, TO_BOB, ANNA);
  expect((await runNow(desk, id)).status).toBe(202);
  await run(desk);
  await send(desk, 'DELETE', `/schedules/${id}`, undefined, ANNA);
  const again = await add(desk, TO_BOB, ANNA);
  desk.clock.now = at('2026-02-02T07:20');
  const refused = await runNow(desk, again.id);
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '2400']);
  expect(smtp.mails).toHaveLength(1);
  // Another colleague has had none.
  await signIn(desk, { email: 'carl@example.com' });
  const other = await add(desk, { recipients: ['carl@example.com'] }, ANNA);
  expect((await runNow(desk, other.id)).status).toBe(202);
  desk.clock.now = at('2026-02-02T08:00');
  expect((await runNow(desk, again.id)).status).toBe(202);
});

test('nor does one whose times are changed again and again', async ({ desk, smtp }) => {
  const { id } = await add(desk, { ...TO_BOB, when: { every: 'hour', minute: 10 } }, ANNA);
  for (const minute of [10, 20, 30, 40]) {
    await send(desk, 'PATCH', `/schedules/${id}`, { when: { every: 'hour', minute } }, ANNA);
    desk.clock.now = at(`2026-02-02T07:${minute}`);
    await run(desk);
  }
  expect(smtp.mails).toHaveLength(1);
  expect((await list(desk, ANNA))[0]?.lastRuns).toMatchObject([
    { state: 'failed', error: expect.stringContaining('one mail') },
  ]);
  // Left alone it comes at each of its times.
  for (const hour of ['09', '10']) {
    desk.clock.now = at(`2026-02-02T${hour}:40`);
    await run(desk);
  }
  expect(smtp.mails).toHaveLength(3);
});

test('two that have been there for long come at the same time', async ({ desk, smtp }) => {
  for (const name of ['One', 'Two']) await add(desk, { ...TO_BOB, name }, ANNA);
  desk.clock.now = at('2026-02-02T08:00');
  await run(desk);
  expect((await parsed(smtp.mails)).map(({ to }) => to?.[0]?.address)).toEqual(['bob@example.com', 'bob@example.com']);
});

test('a file for a colleague takes the room, the engine and the turn of whoever scheduled it', async ({
  desk,
  smtp,
}) => {
  const { state, config, engine } = desk.backend;
  const callers = new Set<string>();
  desk.backend.engine = engineWith(engine, {
    forCaller(caller) {
      callers.add(caller);
      return engine.forCaller(caller);
    },
  });
  const before = config.exports.maxUserBytes;
  const { id } = await add(desk, { ...TO_BOB, delivery: { kind: 'file', format: 'csv' } }, ANNA);
  callers.clear();
  try {
    desk.clock.now = at('2026-02-02T08:00');
    await run(desk);
    await vi.waitUntil(() => smtp.mails.length === 1, WAIT);
    expect([...callers]).toEqual(['secret:anna@example.com']);
    const [job] = (await state.query('SELECT user_id, charged_to, bytes::int AS bytes FROM export_jobs')) as {
      bytes: number;
    }[];
    expect(job).toMatchObject({ user_id: 'secret:bob@example.com', charged_to: 'secret:anna@example.com' });
    config.exports.maxUserBytes = 1.2 * (job?.bytes ?? 0);
    desk.clock.now = at('2026-02-03T08:00');
    await run(desk);
    expect((await list(desk, ANNA)).find((each) => each.id === id)?.lastRuns).toMatchObject([
      { state: 'failed', error: expect.stringContaining('Your exported files may take') },
    ]);
    const his = await send(desk, 'POST', '/export/reporting_tickets/prepare?format=csv', undefined, BOB);
    expect(his.status).toBe(200);
  } finally {
    config.exports.maxUserBytes = before;
    desk.backend.engine = engine;
  }
});
