import { setImmediate as nextTurn } from 'node:timers/promises';
import { logger } from '../log/logger';
import type { RowKeys } from '../state/rowKeys';
import type { StateStore } from '../state/stateStore';
import { addRuns, isPlanned } from './runStore';
import { pause, setNext, takeDue, waitingSchedules } from './scheduleStore';
import { latestTime, nextTime } from './times';

/**
 * Plans the mails of schedules that are due. Each schedule is one transaction: its mails and its next time, or neither.
 * Of the times that passed while no server ran, the last one counts.
 */
export async function planDue(store: StateStore, keys: RowKeys, now: Date): Promise<void> {
  while (await store.transaction((transaction) => planOne(transaction, keys, now)));
}

async function planOne(store: Parameters<typeof takeDue>[0], keys: RowKeys, now: Date): Promise<boolean> {
  const schedule = await takeDue(store, keys, now);
  if (schedule === undefined) return false;
  if (schedule.plan === null) {
    logger.error(
      { schedule: schedule.id },
      'a schedule is not run: its signature is wrong, so others added or changed its row',
    );
    await pause(store, schedule.id, 'forged');
    return true;
  }
  const { id, plan, unsubscribed } = schedule;
  const recipients = plan.recipients.filter(({ userId }) => !unsubscribed.includes(userId));
  if (recipients.length === 0) await pause(store, id, 'unsubscribed');
  else {
    await addRuns(store, id, recipients, latestTime(plan, now));
    await setNext(store, id, nextTime(plan, now));
  }
  return true;
}

/**
 * Brings nearer what waits for a time beyond its next one: the clock was ahead, and has been put back. What was mailed
 * for a moment already is not mailed for it again.
 */
export async function bringNearer(store: StateStore, keys: RowKeys, now: Date): Promise<void> {
  for (const { id, plan, nextAt } of await waitingSchedules(store, keys, now)) {
    if (plan === null || nextAt === null) continue;
    // There can be thousands.
    await nextTurn();
    const next = nextTime(plan, now);
    if (next < nextAt && !(await isPlanned(store, id, next))) await setNext(store, id, next);
  }
}
