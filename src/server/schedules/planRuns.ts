import { setImmediate as nextTurn } from 'node:timers/promises';
import { logger } from '../log/logger';
import type { RowKeys } from '../state/rowKeys';
import type { StateQuery, StateStore } from '../state/stateStore';
import { BETWEEN_HURRIED, hurried } from './readers';
import { addFailed, addRuns, isPlanned } from './runStore';
import {
  type FoundSchedule,
  findSchedule,
  pause,
  type StoredSchedule,
  setNext,
  takeDue,
  waitingSchedules,
} from './scheduleStore';
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
    const due = latestTime(plan, now);
    const early = await tooEarly(store, schedule, recipients, now);
    const isEarly = ({ userId }: { userId: string }) => early.includes(userId);
    await addRuns(
      store,
      schedule,
      recipients.filter((each) => !isEarly(each)),
      due,
    );
    await addFailed(store, schedule, recipients.filter(isEarly), due, TOO_EARLY);
    await setNext(store, id, nextTime(plan, now));
  }
  return true;
}

const TOO_EARLY = 'Within an hour colleagues get one mail of schedules that were just added or changed';

/**
 * What was just added or changed comes out of turn, as what is run by hand: who mails others has no more of it by
 * changing its times, or by adding it anew.
 */
async function tooEarly(
  store: StateQuery,
  { ownerId, changedAt }: StoredSchedule,
  recipients: readonly { userId: string }[],
  now: Date,
): Promise<string[]> {
  const age = now.getTime() - changedAt.getTime();
  const others = recipients.map(({ userId }) => userId).filter((userId) => userId !== ownerId);
  if (others.length === 0 || age < 0 || age >= BETWEEN_HURRIED * 1000) return [];
  const allowed = await hurried(store, ownerId, others, now);
  return others.filter((userId) => !allowed.includes(userId));
}

/**
 * Brings nearer what waits for a time beyond its next one: the clock was ahead, and has been put back. What was mailed
 * for a moment already is not mailed for it again.
 */
export async function bringNearer(store: StateStore, keys: RowKeys, now: Date): Promise<void> {
  let behind: string | undefined;
  for (;;) {
    const some = await waitingSchedules(store, keys, now, behind);
    for (const { id, read } of some) {
      // There can be thousands.
      await nextTurn();
      // Read anew, since its owner may have changed it meanwhile.
      if (nearer(read(), now) !== undefined) await bringOneNearer(store, keys, id, now);
    }
    behind = some.at(-1)?.id;
    if (behind === undefined) return;
  }
}

/** The time after this one, where that is before the time that it waits for. */
function nearer(schedule: FoundSchedule | undefined, now: Date): Date | undefined {
  if (schedule === undefined || schedule.plan === null || schedule.nextAt === null) return undefined;
  const next = nextTime(schedule.plan, now);
  return next < schedule.nextAt ? next : undefined;
}

async function bringOneNearer(store: StateStore, keys: RowKeys, id: string, now: Date): Promise<void> {
  const next = nearer(await findSchedule(store, keys, id), now);
  if (next !== undefined && !(await isPlanned(store, id, next))) await setNext(store, id, next);
}
