import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { assertQuota } from '../exports/jobs/diskQuota';
import type { OutgoingMail } from '../exports/mail/mailer';
import type { ScheduleServices } from './scheduleServices';

/**
 * Mails of schedules in the local outbox, which there are without a mail server. Their names say of which schedule and
 * whose they are (scheduleMail.ts), so that they take their owner's room and go with the schedule.
 */

const NAME = /^schedule-([\da-f-]{36})\.[\da-f]+\./;

/** In base64, with its line ends. */
const ENCODED = 1.4;

/** @throws ApiError when the owner has no room for it. */
export async function requireOutboxRoom(
  services: ScheduleServices,
  ownerId: string,
  { text, html, attachments = [] }: OutgoingMail,
): Promise<void> {
  const parts = [text, html, ...attachments.map(({ content }) => content)];
  const bytes = parts.map((part) => (typeof part === 'string' || Buffer.isBuffer(part) ? Buffer.byteLength(part) : 0));
  const all = bytes.reduce((total, each) => total + each, 0);
  await mkdir(services.outboxFolder, { recursive: true });
  await assertQuota(services, services.outboxFolder, ownerId, Math.ceil(all * ENCODED));
}

export async function removeScheduleMails(outboxFolder: string, scheduleId: string): Promise<void> {
  for (const name of await namesIn(outboxFolder)) {
    if (NAME.exec(name)?.[1] === scheduleId) await rm(join(outboxFolder, name), { force: true });
  }
}

/** Removes what is as old as an export that is forgotten, and what belongs to schedules that are gone. */
export async function sweepOutbox({ state, config, outboxFolder }: ScheduleServices, now: Date): Promise<void> {
  // Listed before the schedules are read: what one that is new has mailed is not in the list.
  const names = await namesIn(outboxFolder);
  if (names.length === 0) return;
  const schedules = await state.rows(z.object({ id: z.string() }), 'SELECT id FROM schedules');
  const there = new Set(schedules.map(({ id }) => id));
  const oldest = now.getTime() - config.exports.keepJobSeconds * 1000;
  for (const name of names) {
    const path = join(outboxFolder, name);
    const of = NAME.exec(name)?.[1];
    const isGone = of !== undefined && !there.has(of);
    // Names of versions before this one say nothing.
    if (isGone || (await writtenAt(path)) < oldest) await rm(path, { force: true });
  }
}

function writtenAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.POSITIVE_INFINITY,
  );
}

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.startsWith('schedule-'));
}
