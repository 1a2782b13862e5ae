import PostalMime from 'postal-mime';
import { expect } from 'vitest';
import { type Schedule, scheduleListSchema, scheduleSchema } from '../contract/responses/schedules';
import type { TicketEngine } from '../server/engine/engine';
import { ExportService } from '../server/exports/jobs/exportService';
import type { RetryPolicy } from '../server/exports/jobs/retryPolicy';
import { openSmtp } from '../server/exports/mail/smtp';
import { noteOfRun } from '../server/schedules/mailNotes';
import { ScheduleService } from '../server/schedules/scheduleService';
import { FAST_RETRY_POLICY } from './exportJobs';
import { test as base } from './fixtures';
import { startSmtpServer, type TestSmtpServer } from './smtpServer';
import { openTestBackend, READER, type TestBackend } from './testBackend';

export const DAY = 24 * 3_600_000;

/** A server whose clock the test sets, and a real mail server on loopback. */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('smtp', { scope: 'file' }, async ({}, { onCleanup }) => {
    const smtp = await startSmtpServer();
    onCleanup(() => smtp.close());
    return smtp;
  })
  .extend('desk', { scope: 'file' }, async ({ smtp }, { onCleanup }) => {
    const clock = { now: new Date() };
    const server = await openTestBackend({ REPORTING_TIMEZONE: 'Europe/Berlin' }, { now: () => clock.now });
    onCleanup(() => server.close());
    await server.insert(
      Array.from({ length: 40 }, (_, index) => ({
        id: index + 1,
        createdAt: '2026-01-05 08:00:00',
        topic: index < 10 ? 'Complaint' : 'Billing',
        email: 'agent@example.com',
        closedAt: '2026-01-06 08:00:00',
        dueBy: '2026-01-06 00:00:00',
        secondsClosedAfterSLA: index < 10 ? 28_800 : -60,
        secondsToClose: 86_400,
      })),
    );
    const { backend } = server;
    await backend.schedules.stop();
    await backend.exports.stop();
    backend.mailer = openSmtp(smtp.url, 2000);
    // By the clock of the test.
    backend.noteOf = (jobId) => noteOfRun(backend, jobId);
    backend.exports = await ExportService.start(backend, FAST_RETRY_POLICY);
    const restart = async (policy: Partial<RetryPolicy> = {}) => {
      await backend.schedules.stop();
      backend.schedules = await ScheduleService.start(backend, { ...FAST_RETRY_POLICY, ...policy });
    };
    await restart();
    return { ...server, clock, restart };
  });

export type Desk = TestBackend & { clock: { now: Date }; restart(policy?: Partial<RetryPolicy>): Promise<void> };

/** Plans what is due by the test's clock, and waits until it is delivered. */
export async function run({ backend }: Desk): Promise<void> {
  await backend.schedules.look();
  await backend.schedules.idle();
}

/** As run, with a mail server that is busy: nothing is tried again before `tryAgain`. */
export async function putOff(desk: Desk, smtp: TestSmtpServer): Promise<void> {
  smtp.behaviour = 'busy';
  await desk.restart({ mailDelays: [600] });
  await run(desk);
}

/** The mail server takes mails again, and what was put off is due. */
export async function tryAgain(desk: Desk, smtp: TestSmtpServer): Promise<void> {
  smtp.behaviour = 'accept';
  await desk.backend.state.query('UPDATE schedule_runs SET next_try_at = NULL');
  await run(desk);
}

export const DAILY = {
  name: 'Late tickets',
  query: 'period=all',
  delivery: { kind: 'sentence' },
  when: {
    every: 'week',
    weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
    at: '08:00',
  },
  timeZone: 'Europe/Berlin',
};

export interface Who {
  email?: string;
  permissions?: readonly string[];
  language?: string;
}

export async function send(
  desk: Desk,
  method: string,
  path: string,
  body?: object,
  { email = 'anna@example.com', permissions = READER, language = 'en' }: Who = {},
): Promise<Response> {
  const token = await desk.tokenFor(email, permissions);
  const headers = { 'Accept-Language': language, 'Content-Type': 'application/json' };
  return desk.call(path, { method, token, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

export async function add(desk: Desk, change: object = {}, who: Who = {}): Promise<Schedule> {
  const response = await send(desk, 'POST', '/schedules', { ...DAILY, ...change }, who);
  const body: unknown = await response.json();
  expect(response.status, JSON.stringify(body)).toBe(201);
  return scheduleSchema.parse(body);
}

export async function list(desk: Desk, who: Who = {}): Promise<Schedule[]> {
  return scheduleListSchema.parse(await (await send(desk, 'GET', '/schedules', undefined, who)).json()).schedules;
}

/** Signs in as somebody, by a token. */
export async function signIn(
  desk: Desk,
  { email = 'anna@example.com', permissions = READER, language = 'en' }: Who,
): Promise<void> {
  const token = await desk.tokenFor(email, permissions);
  const headers = { 'Accept-Language': language, 'Content-Type': 'application/json' };
  const init = { method: 'POST', token: '', headers, body: JSON.stringify({ token }) };
  expect((await desk.call('/session', init)).status).toBe(200);
}

export const parsed = (mails: readonly string[]) =>
  Promise.all(mails.map((mail) => PostalMime.parse(Buffer.from(mail, 'latin1'))));

/** At a moment of the zone of Berlin in winter. */
export const at = (wall: string) => new Date(`${wall}+01:00`);

/** Before each test: no schedules, nobody signed in, a Monday in winter. */
export async function reset(desk: Desk, smtp: TestSmtpServer): Promise<void> {
  await desk.backend.state.query('DELETE FROM schedules');
  await desk.backend.state.query('DELETE FROM schedule_runs');
  await desk.backend.state.query('DELETE FROM schedule_readers');
  await desk.backend.state.query('DELETE FROM sign_ins');
  desk.clock.now = at('2026-02-02T07:00');
  smtp.behaviour = 'accept';
  smtp.mails.length = 0;
  desk.backend.config.privacyLevel = 'full';
  await desk.restart();
}

/** An engine some of whose methods are others. */
export function engineWith(engine: TicketEngine, others: Partial<TicketEngine>): TicketEngine {
  return new Proxy(engine, {
    get(target, name) {
      const value: unknown = Reflect.get(name in others ? others : target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
