import { expect, vi } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import { add, at, engineWith, list, putOff, reset, run, send, test, tryAgain } from '../../testing/scheduleDesk';

/** Whose mail is next, and what one of them may take. */

const WAIT = { timeout: 60_000, interval: 20 };
const BOB = { email: 'bob@example.com' };

test.beforeEach(async ({ desk, smtp }) => reset(desk, smtp));

test('however many mails of one user hang, another’s is mailed', async ({ desk }) => {
  const { mailer } = desk.backend;
  const waiting: (() => void)[] = [];
  const sent: string[] = [];
  let isHeld = true;
  desk.backend.mailer = {
    ...mailer,
    async send(mail) {
      if (isHeld && mail.to === 'anna@example.com') await new Promise<void>((go) => waiting.push(go));
      sent.push(String(mail.to));
    },
  };
  for (let each = 0; each < 5; each += 1) await add(desk, { name: `Number ${each}` });
  await add(desk, {}, BOB);
  desk.clock.now = at('2026-02-02T08:00');
  try {
    await desk.backend.schedules.look();
    await vi.waitUntil(() => sent.length > 0, WAIT);
    expect(sent).toEqual(['bob@example.com']);
    expect(waiting).toHaveLength(1);
    isHeld = false;
    for (const go of waiting) go();
    await run(desk);
    expect(sent.filter((to) => to === 'anna@example.com')).toHaveLength(5);
  } finally {
    for (const go of waiting) go();
    desk.backend.mailer = mailer;
  }
});

test('a mail server that takes too long ends the try, and it is tried again', async ({ desk, smtp }) => {
  await add(desk);
  const { mailer } = desk.backend;
  let tries = 0;
  desk.backend.mailer = {
    ...mailer,
    send(mail) {
      tries += 1;
      return tries === 1 ? new Promise(() => undefined) : mailer.send(mail);
    },
  };
  try {
    // On a machine that is busy making it can take that long as well.
    await desk.restart({ deliverySeconds: 1, mailDelays: [600], makeDelays: Array.from({ length: 50 }, () => 0.05) });
    desk.clock.now = at('2026-02-02T08:00');
    const isPutOff = async () => {
      await run(desk);
      return (await list(desk))[0]?.lastRuns[0]?.error === 'The mail server takes too long';
    };
    await vi.waitUntil(isPutOff, WAIT);
    await desk.restart();
    await tryAgain(desk, smtp);
  } finally {
    desk.backend.mailer = mailer;
  }
  expect(tries).toBe(2);
  expect(smtp.mails).toHaveLength(1);
  expect((await list(desk))[0]?.lastRuns).toMatchObject([{ state: 'sent', error: null }]);
});

test('a question that takes too long ends the try, and the last one says why', async ({ desk, smtp }) => {
  // Nobody has asked this before.
  await add(desk, { query: 'filters[0][key]=topic&filters[0][comparator]=%3D&filters[0][value]=Slow' });
  const { engine } = desk.backend;
  const never = () => new Promise<never>(() => undefined);
  const callers: string[] = [];
  desk.backend.engine = engineWith(engine, {
    forCaller(caller) {
      callers.push(caller);
      return engineWith(engine, { query: never, rows: never, row: never });
    },
  });
  try {
    await desk.restart({ deliverySeconds: 0.1 });
    desk.clock.now = at('2026-02-02T08:00');
    const failed = async () => {
      await run(desk);
      return (await list(desk))[0]?.lastRuns[0]?.state === 'failed';
    };
    await vi.waitUntil(failed, WAIT);
  } finally {
    desk.backend.engine = engine;
    await desk.restart();
  }
  expect((await list(desk))[0]?.lastRuns).toMatchObject([{ error: 'Making it takes too long' }]);
  expect(new Set(callers)).toEqual(new Set(['secret:anna@example.com']));
  expect(smtp.mails).toEqual([]);
});

test('what is on its way is not run once more by hand, and gives way to the next one', async ({ desk, smtp }) => {
  const { id } = await add(desk, { when: { every: 'hour', minute: 0 } });
  await putOff(desk, smtp);
  expect((await send(desk, 'POST', `/schedules/${id}/run`)).status).toBe(202);
  await run(desk);
  desk.clock.now = at('2026-02-02T07:30');
  const again = await send(desk, 'POST', `/schedules/${id}/run`);
  expect(again.status).toBe(409);
  expect(errorBodySchema.parse(await again.json()).error.message).toBe('It is still on its way');
  for (const hour of ['08', '09']) {
    desk.clock.now = at(`2026-02-02T${hour}:00`);
    await run(desk);
  }
  const waiting = "SELECT id FROM schedule_runs WHERE state = 'queued'";
  expect(await desk.backend.state.query(waiting)).toHaveLength(1);
  await tryAgain(desk, smtp);
  expect(smtp.mails).toHaveLength(1);
  expect((await list(desk))[0]?.lastRuns).toMatchObject([
    { state: 'sent', dueAt: at('2026-02-02T09:00').toISOString() },
  ]);
});
