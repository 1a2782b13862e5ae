import { setTimeout as wait } from 'node:timers/promises';
import { ownerOf } from '../access/principal';
import type { SignIn } from '../access/signIns';
import { logger } from '../log/logger';
import { type Ending, endRun, type RunLease, type RunRow } from './runStore';
import type { Addressed } from './scheduleMail';
import type { ScheduleServices } from './scheduleServices';
import type { StoredSchedule } from './scheduleStore';

/** One run under its lease. */
export interface Delivering {
  services: ScheduleServices;
  run: RunRow;
  lease: RunLease;
  /** Aborted when the run is somebody else's by now, or the process stops. */
  signal: AbortSignal;
  /** Seconds before each further try at recording that a mail is out. */
  recordDelay: number;
}

export function addressed({ run }: Delivering, schedule: StoredSchedule, { user, language }: SignIn): Addressed {
  return { schedule, runId: run.id, userId: ownerOf(user), email: user.email, language };
}

/** What was sent is out: while its record cannot be made, sending again would only make a duplicate. */
export async function end(
  { services, lease, signal, recordDelay }: Delivering,
  ending: Omit<Ending, 'at'>,
): Promise<void> {
  for (;;) {
    try {
      await endRun(services.state, lease, { ...ending, at: services.now() });
      return;
    } catch (error) {
      logger.error({ err: error, run: lease.runId }, 'a scheduled mail waits for the store');
      await wait(recordDelay * 1000, undefined, { signal });
    }
  }
}
