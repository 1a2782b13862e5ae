import { setTimeout as wait } from 'node:timers/promises';
import { ownerOf } from '../access/principal';
import type { SignIn } from '../access/signIns';
import type { OutgoingMail } from '../exports/mail/mailer';
import { logger } from '../log/logger';
import { requireOutboxRoom } from './outbox';
import { type Ending, endRun, type RunLease } from './runLeases';
import type { RunRow } from './runStore';
import type { Addressed } from './scheduleMail';
import type { ScheduleServices } from './scheduleServices';
import type { StoredSchedule } from './scheduleStore';

/** One run under its lease. */
export interface Delivering {
  services: ScheduleServices;
  run: RunRow;
  lease: RunLease;
  /** Aborted when the run is somebody else's by now, it takes too long, or the process stops. */
  signal: AbortSignal;
  /** Seconds before each further try at recording that a mail is out. */
  recordDelay: number;
  /** Before the mail is handed on. @throws when it is no longer asked for. */
  beginMail(): Promise<void>;
  /** It is out, and has as long as it takes to be recorded. */
  endMail(): void;
}

export function addressed({ run }: Delivering, schedule: StoredSchedule, { user, language }: SignIn): Addressed {
  return { schedule, runId: run.id, userId: ownerOf(user), email: user.email, language };
}

export async function send(
  { services, beginMail, endMail }: Delivering,
  { ownerId }: StoredSchedule,
  mail: OutgoingMail,
): Promise<void> {
  if (services.mailer.kind === 'outbox') await requireOutboxRoom(services, ownerId, mail);
  await beginMail();
  await services.mailer.send(mail);
  endMail();
}

/**
 * What was sent is out: while its record cannot be made, sending again would only make a duplicate.
 * @returns false when the run is no longer this worker's.
 */
export async function end(
  { services, lease, signal, recordDelay }: Delivering,
  ending: Omit<Ending, 'at'>,
): Promise<boolean> {
  for (;;) {
    try {
      return await endRun(services.state, lease, { ...ending, at: services.now() });
    } catch (error) {
      logger.error({ err: error, run: lease.runId }, 'a scheduled mail waits for the store');
      await wait(recordDelay * 1000, undefined, { signal });
    }
  }
}
