import { expect } from 'vitest';
import { FAST_RETRY_POLICY } from '../../testing/exportJobs';
import { startPostgres } from '../../testing/postgresCluster';
import { add, at, DAILY, type Desk, list, parsed, reset, run, test } from '../../testing/scheduleDesk';
import { messageIdIn } from '../../testing/smtpServer';
import { migrate } from '../state/migrate';
import { openPostgres } from '../state/postgresStore';
import { createRowKeys } from '../state/rowKeys';
import { planDue } from './planRuns';
import { leaseNextRun } from './runLeases';
import { addRuns } from './runStore';
import { ScheduleService } from './scheduleService';
import { insertSchedule } from './scheduleStore';

test.beforeEach(({ desk, smtp }) => reset(desk, smtp));

/**
 * The clock of Berlin goes from summer to winter time in this night, and back in spring. `dueAt` is the minute of the
 * night in which a schedule is due: in the first of two hours, and right behind the hour that is left out.
 */
const NIGHTS = [
  { name: 'twice', from: '2026-10-25T00:00Z', minutes: 180, wall: '02', dueAt: (minute: number) => minute },
  { name: 'never', from: '2026-03-29T00:00Z', minutes: 120, wall: '02', dueAt: () => 60 },
] as const;

/** The server is away for some minutes of every twenty. */
const isAway = (minute: number) => minute % 20 >= 8 && minute % 20 < 12;
const nextAwake = (minute: number): number => (isAway(minute) ? nextAwake(minute + 1) : minute);

for (const { name, from, minutes, wall, dueAt } of NIGHTS) {
  test(`a schedule for each minute of an hour that comes ${name} is mailed once, in its reader’s language, over restarts`, async ({
    desk,
    smtp,
  }) => {
    desk.clock.now = new Date(Date.parse(from) - 60_000);
    const readers = [
      { email: 'anna@example.com', language: 'en' },
      { email: 'bernd@example.com', language: 'de' },
    ];
    for (let minute = 0; minute < 60; minute += 1) {
      const when = { ...DAILY.when, at: `${wall}:${String(minute).padStart(2, '0')}` };
      await add(desk, { name: `At ${minute}`, when, delivery: { kind: 'sentence' } }, readers[minute % 2]);
    }
    const sentIn: number[] = [];
    for (let passed = 0; passed <= minutes; passed += 1) {
      desk.clock.now = new Date(Date.parse(from) + passed * 60_000);
      if (isAway(passed)) continue;
      if (passed % 20 === 7 || isAway(passed - 1)) await desk.restart();
      await run(desk);
      // The clock is set back a little, as by a time server.
      desk.clock.now = new Date(desk.clock.now.getTime() - 1500);
      await run(desk);
      while (sentIn.length < smtp.mails.length) sentIn.push(passed);
    }
    const mails = await parsed(smtp.mails);
    const sent = mails.map(({ subject, to, text }, at) => {
      const isGerman = text?.includes('25,0 % von 40 geschlossenen oder fälligen Tickets waren verspätet.');
      const isEnglish = text?.includes('25.0 % of 40 tickets closed or due were late.');
      const language = isGerman === isEnglish ? 'neither or both' : isGerman ? 'de' : 'en';
      return { name: subject?.replace(/ ·.*$/, ''), email: to?.[0]?.address, language, passed: sentIn[at] };
    });
    const expected = Array.from({ length: 60 }, (_, minute) => ({
      name: `At ${minute}`,
      ...readers[minute % 2],
      passed: nextAwake(dueAt(minute)),
    }));
    const minuteOf = ({ name }: { name: string | undefined }) => Number(name?.slice(3));
    expect(sent.sort((one, other) => minuteOf(one) - minuteOf(other))).toEqual(expected);
  }, 300_000);
}

test('a worker that is gone between taking a run and mailing it loses none', async ({ desk, smtp }) => {
  await add(desk);
  await desk.backend.schedules.stop();
  const { state, keys } = desk.backend;
  desk.clock.now = at('2026-02-02T08:00');
  await planDue(state, keys, desk.clock.now);
  const taken = await leaseNextRun(state, 3600);
  expect(taken?.run.state).toBe('queued');
  expect(await leaseNextRun(state, 3600)).toBeUndefined();
  // Whoever starts on an embedded store is alone on it.
  await desk.restart();
  await run(desk);
  expect(smtp.mails).toHaveLength(1);
});

test('a server that is gone between mail and record mails it once more at most, under the same id', async ({
  desk,
  smtp,
}) => {
  await add(desk);
  desk.clock.now = at('2026-02-02T08:00');
  await desk.backend.schedules.stop();
  const { state } = desk.backend;
  // The mail is out, and the store takes no record of it.
  const gone: Desk['backend'] = {
    ...desk.backend,
    state: Object.assign(Object.create(state), {
      query: (text: string, values: never) =>
        text.includes('audited AS') ? Promise.reject(new Error('the store is away')) : state.query(text, values),
    }),
  };
  const first = await ScheduleService.start(gone, FAST_RETRY_POLICY);
  await expect.poll(() => smtp.mails.length, { timeout: 20_000 }).toBe(1);
  await first.stop();
  await desk.restart();
  await run(desk);
  await run(desk);
  expect(smtp.mails).toHaveLength(2);
  expect(new Set(smtp.mails.map(messageIdIn)).size).toBe(1);
  expect((await list(desk))[0]?.lastRuns).toMatchObject([{ state: 'sent' }]);
});

test('several processes on one PostgreSQL plan each moment once, and take each mail once, one of each owner', async () => {
  const cluster = await startPostgres();
  const keys = createRowKeys(new TextEncoder().encode('a secret of this test, which is long enough'));
  const stores = await Promise.all([1, 2, 3].map(() => openPostgres(cluster.url)));
  try {
    const [store] = stores;
    if (store === undefined) throw new Error('no store');
    await migrate(store, keys);
    const ownerOf = (each: number) => ({ id: `${each}`, email: `${each}@example.com`, name: '', permissions: [] });
    const recipients = [1, 2].map((each) => ({ userId: `secret:${each}`, email: '' }));
    const due = new Date('2026-02-02T07:00Z');
    const { name, query, timeZone } = DAILY;
    for (let each = 0; each < 30; each += 1) {
      await insertSchedule(store, keys, {
        id: `00000000-0000-4000-8000-${String(each).padStart(12, '0')}`,
        ownerId: `secret:${each}`,
        owner: ownerOf(each),
        plan: {
          name,
          query,
          timeZone,
          delivery: { kind: 'sentence' },
          when: { every: 'hour', minute: 0 },
          recipients,
        },
        nextAt: due,
        paused: null,
        unsubscribed: [],
        changedAt: new Date('2026-02-01T07:00Z'),
      });
    }
    await Promise.all(stores.map((each) => planDue(each, keys, due)));
    // Planned once more, as after a clock that was put back.
    const first = { id: '00000000-0000-4000-8000-000000000000', ownerId: 'secret:0' };
    expect(await addRuns(store, first, recipients, due)).toBe(0);
    const taken: string[] = [];
    const takeAll = async (each: typeof store) => {
      const round: string[] = [];
      for (let next = await leaseNextRun(each, 60); next !== undefined; next = await leaseNextRun(each, 60)) {
        round.push(next.run.schedule_id);
        taken.push(next.run.id);
      }
      return round;
    };
    for (let round = 0; round < 2; round += 1) {
      const schedules = (await Promise.all(stores.map(takeAll))).flat();
      expect(schedules).toHaveLength(30);
      expect(new Set(schedules).size).toBe(30);
      await store.query(
        "UPDATE schedule_runs SET state = 'sent', lease = NULL, leased_until = NULL WHERE lease IS NOT NULL",
      );
    }
    expect(new Set(taken).size).toBe(60);
  } finally {
    await Promise.all(stores.map((each) => each.close()));
    await cluster.stop();
  }
}, 120_000);
