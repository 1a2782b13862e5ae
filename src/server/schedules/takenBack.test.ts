import { expect, vi } from 'vitest';
import {
  add,
  at,
  type Desk,
  engineWith,
  list,
  parsed,
  putOff,
  reset,
  run,
  send,
  signIn,
  test,
  tryAgain,
} from '../../testing/scheduleDesk';
import { READER } from '../../testing/testBackend';

/** What is on its way when it is taken back: it is not mailed. */

const ANNA = { permissions: [...READER, 'shareReports'] };
const BOB = { email: 'bob@example.com', permissions: READER };
const FILE = { kind: 'file', format: 'csv' };
const WAIT = { timeout: 60_000, interval: 20 };

test.beforeEach(async ({ desk, smtp }) => {
  await reset(desk, smtp);
  await desk.backend.state.query('DELETE FROM export_jobs');
  await signIn(desk, BOB);
});

const addressees = async (mails: readonly string[]) =>
  (await parsed(mails)).map(({ to }) => to?.[0]?.address ?? '').sort();

/** Each is done while the mails wait. @returns who still gets one. */
const WAYS: Record<string, { to: string[]; undo(desk: Desk, id: string): Promise<unknown> }> = {
  'a recipient who is removed': {
    to: ['anna@example.com'],
    undo: (desk, id) => send(desk, 'PATCH', `/schedules/${id}`, { recipients: ['anna@example.com'] }, ANNA),
  },
  'a schedule that is paused': {
    to: [],
    undo: (desk, id) => send(desk, 'PATCH', `/schedules/${id}`, { isPaused: true }, ANNA),
  },
  'a schedule that is deleted': {
    to: [],
    undo: (desk, id) => send(desk, 'DELETE', `/schedules/${id}`, undefined, ANNA),
  },
  'a recipient who lost the permission': {
    // The other one is told.
    to: ['anna@example.com', 'anna@example.com'],
    undo: (desk) => signIn(desk, { ...BOB, permissions: [] }),
  },
};

for (const [name, { to, undo }] of Object.entries(WAYS)) {
  test(`${name} gets nothing that was queued`, async ({ desk, smtp }) => {
    const { id } = await add(desk, { recipients: ['anna@example.com', 'bob@example.com'] }, ANNA);
    desk.clock.now = at('2026-02-02T08:00');
    await putOff(desk, smtp);
    await undo(desk, id);
    await tryAgain(desk, smtp);
    expect(await addressees(smtp.mails)).toEqual(to);
  });
}

for (const [name, { undo }] of Object.entries(WAYS)) {
  test(`${name}: nor the file that an export makes of it`, async ({ desk, smtp }) => {
    const { id } = await add(desk, { recipients: ['bob@example.com'], delivery: FILE }, ANNA);
    smtp.behaviour = 'busy';
    desk.clock.now = at('2026-02-02T08:00');
    await run(desk);
    const { state } = desk.backend;
    const tried = async () => (await state.query('SELECT id FROM export_jobs WHERE mail_tries > 0')).length === 1;
    await vi.waitUntil(tried, WAIT);
    await undo(desk, id);
    smtp.behaviour = 'accept';
    const isOver = async () =>
      (await state.query("SELECT id FROM export_jobs WHERE state IN ('failed', 'cancelled')")).length === 1;
    await vi.waitUntil(isOver, WAIT);
    expect(smtp.mails).toEqual([]);
    await run(desk);
    for (const { lastRuns } of await list(desk, ANNA)) {
      for (const { state: ended } of lastRuns) expect(ended).toMatch(/^(failed|skipped)$/);
    }
  });
}

test('what is taken back while it is made is not mailed', async ({ desk, smtp }) => {
  // Nobody has asked this before.
  const { id } = await add(desk, { query: 'filters[0][key]=topic&filters[0][comparator]=%3D&filters[0][value]=Held' });
  const { engine } = desk.backend;
  let asked = 0;
  let letGo = () => {};
  const held = new Promise<void>((go) => {
    letGo = go;
  });
  // Whatever is asked first waits.
  const wait = async () => {
    asked += 1;
    await held;
  };
  desk.backend.engine = engineWith(engine, {
    forCaller(caller) {
      const own = engine.forCaller(caller);
      return engineWith(own, {
        query: (...question) => wait().then(() => own.query(...question)),
        rows: (...question) => wait().then(() => own.rows(...question)),
        row: (...question) => wait().then(() => own.row(...question)),
      });
    },
  });
  try {
    desk.clock.now = at('2026-02-02T08:00');
    await desk.backend.schedules.look();
    await vi.waitUntil(() => asked > 0, WAIT);
    await send(desk, 'PATCH', `/schedules/${id}`, { isPaused: true });
  } finally {
    letGo();
    desk.backend.engine = engine;
  }
  await desk.backend.schedules.idle();
  expect(smtp.mails).toEqual([]);
  expect((await list(desk))[0]?.lastRuns).toMatchObject([{ state: 'skipped' }]);
});

test('what is run by hand while it is paused is mailed', async ({ desk, smtp }) => {
  const { id } = await add(desk, { isPaused: true });
  expect((await send(desk, 'POST', `/schedules/${id}/run`)).status).toBe(202);
  await run(desk);
  expect(smtp.mails).toHaveLength(1);
});
