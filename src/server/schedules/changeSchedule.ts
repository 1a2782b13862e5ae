import { randomUUID } from 'node:crypto';
import { ApiError } from '../../contract/errors';
import {
  MAX_SCHEDULES,
  type NewSchedule,
  type Schedule,
  type ScheduleChange,
} from '../../contract/responses/schedules';
import { ownerOf, type SignedInPrincipal, userOf } from '../access/principal';
import { holdLock } from '../state/advisoryLocks';
import type { StateQuery } from '../state/stateStore';
import { checkedPlan, recipientsOf, requireStillSeen } from './checkPlan';
import { addRuns, lastRunsOf, newestDue } from './runStore';
import { type Plan, planSchema } from './schedulePlan';
import type { ScheduleServices } from './scheduleServices';
import { findSchedule, removeSchedule, type StoredSchedule, saveSchedule, schedulesOf } from './scheduleStore';
import { toSchedule } from './showSchedule';
import { nextTime } from './times';

/** What the owner of schedules does with them. */

export async function listSchedules(services: ScheduleServices, principal: SignedInPrincipal): Promise<Schedule[]> {
  const { state, keys } = services;
  const found = await schedulesOf(state, keys, ownerOf(principal));
  const runs = await lastRunsOf(
    state,
    found.map(({ id }) => id),
  );
  return Promise.all(found.map((each) => toSchedule(services, each, principal, runs)));
}

/** @throws ApiError that names the parameter. */
export async function addSchedule(
  services: ScheduleServices,
  principal: SignedInPrincipal,
  { recipients, isPaused = false, ...asked }: NewSchedule,
): Promise<StoredSchedule> {
  const { state, keys } = services;
  const plan = await checkedPlan(services, principal, {
    ...asked,
    recipients: await recipientsOf(services, principal, recipients),
  });
  return state.transaction(async (transaction) => {
    await holdLock(transaction, 'schedulesOfUser', ownerOf(principal));
    const others = await schedulesOf(transaction, keys, ownerOf(principal));
    if (others.length >= MAX_SCHEDULES) {
      throw new ApiError('conflict', `You have ${MAX_SCHEDULES} schedules, which is the most`);
    }
    const schedule: StoredSchedule = {
      id: randomUUID(),
      ownerId: ownerOf(principal),
      owner: userOf(principal),
      plan,
      nextAt: isPaused ? null : nextTime(plan, services.now()),
      paused: isPaused ? 'owner' : null,
      unsubscribed: [],
    };
    await saveSchedule(transaction, keys, schedule);
    return schedule;
  });
}

/** @throws ApiError that names the parameter. */
export async function changeSchedule(
  services: ScheduleServices,
  principal: SignedInPrincipal,
  id: string,
  { recipients, isPaused, ...change }: ScheduleChange,
): Promise<StoredSchedule> {
  const { state, keys } = services;
  const chosen = recipients === undefined ? undefined : await recipientsOf(services, principal, recipients);
  return state.transaction(async (transaction) => {
    const old = await ownSchedule(transaction, services, principal, id, 'FOR UPDATE');
    const merged = mergedPlan(old.plan, { ...change, ...(chosen === undefined ? {} : { recipients: chosen }) });
    const onlyPauses = isPaused === true && chosen === undefined && Object.keys(change).length === 0;
    // What it names is told to nobody who may no longer see it; they can still pause it.
    if (!onlyPauses && change.query === undefined && change.view === undefined) {
      await requireStillSeen(transaction, principal, old);
    }
    const changesReport =
      chosen !== undefined || (['query', 'view', 'delivery'] as const).some((name) => name in change);
    const plan = onlyPauses
      ? merged
      : // Who of the others may still have it is decided at each run, and keeps nobody from resuming it.
        await checkedPlan({ ...services, state: transaction }, principal, merged, changesReport);
    const schedule = { ...old, owner: userOf(principal), plan, ...timing(old, plan, isPaused, services.now()) };
    await saveSchedule(transaction, keys, schedule);
    return schedule;
  });
}

function timing(old: StoredSchedule, plan: Plan, isPaused: boolean | undefined, now: Date) {
  const { paused, nextAt, unsubscribed } = old;
  if (isPaused === true) return { paused: 'owner' as const, nextAt: null };
  if (isPaused === undefined && paused !== null) return {};
  // What is due already is still mailed.
  const next = nextAt !== null && nextAt <= now ? nextAt : nextTime(plan, now);
  // Whoever resumes their own takes back that they wanted no more of it.
  const still = isPaused === false ? unsubscribed.filter((each) => each !== old.ownerId) : unsubscribed;
  return { paused: null, nextAt: next, unsubscribed: still };
}

/** A body of JSON has no field that is undefined: what is left out stays. */
function mergedPlan(old: Plan, change: { [Name in keyof Plan]?: Plan[Name] | undefined }): Plan {
  const { query, view, ...rest } = planSchema.parse({ ...old, ...change });
  if (change.query !== undefined && change.view === undefined) return { ...rest, query: change.query };
  if (change.view !== undefined && change.query === undefined) return { ...rest, view: change.view };
  return { ...rest, ...(query === undefined ? {} : { query }), ...(view === undefined ? {} : { view }) };
}

export async function deleteSchedule(
  services: ScheduleServices,
  principal: SignedInPrincipal,
  id: string,
): Promise<void> {
  const found = await findSchedule(services.state, services.keys, id);
  if (found === undefined || found.ownerId !== ownerOf(principal)) throw noSuchSchedule();
  await removeSchedule(services.state, id);
}

/** Seconds between mails that somebody asks for at once: to oneself, and to others. */
const BETWEEN_RUNS = { own: 60, others: 3600 };

/** @throws ApiError tooManyRequests when it has just been run. */
export async function runNow(
  services: ScheduleServices,
  principal: SignedInPrincipal,
  id: string,
): Promise<StoredSchedule> {
  const { state } = services;
  const now = services.now();
  return state.transaction(async (transaction) => {
    const schedule = await ownSchedule(transaction, services, principal, id, 'FOR UPDATE');
    const { ownerId, plan, unsubscribed } = schedule;
    const recipients = plan.recipients.filter(({ userId }) => !unsubscribed.includes(userId));
    if (recipients.length === 0) throw new ApiError('conflict', 'All recipients have unsubscribed');
    const between = recipients.every(({ userId }) => userId === ownerId) ? BETWEEN_RUNS.own : BETWEEN_RUNS.others;
    const last = await newestDue(transaction, id);
    const left = last === undefined ? 0 : Math.ceil(between - (now.getTime() - last.getTime()) / 1000);
    if (left > 0 && left <= between) {
      throw new ApiError('tooManyRequests', 'It has just been run', { retryAfter: left });
    }
    await addRuns(transaction, id, recipients, now);
    return schedule;
  });
}

async function ownSchedule(
  store: StateQuery,
  { keys }: ScheduleServices,
  principal: SignedInPrincipal,
  id: string,
  lock: 'FOR UPDATE',
): Promise<StoredSchedule> {
  const found = await findSchedule(store, keys, id, lock);
  if (found === undefined || found.ownerId !== ownerOf(principal)) throw noSuchSchedule();
  if (found.plan === null) throw new ApiError('conflict', 'This schedule was changed by somebody else: delete it');
  return found;
}

export function noSuchSchedule(): ApiError {
  return new ApiError('notFound', 'No such schedule');
}
