import { randomUUID } from 'node:crypto';
import { ApiError } from '../../contract/errors';
import {
  MAX_SCHEDULES,
  MAX_SCHEDULES_CHARACTERS,
  type NewSchedule,
  type ScheduleChange,
} from '../../contract/responses/schedules';
import { ownerOf, type SignedInPrincipal, userOf } from '../access/principal';
import { removeMails } from '../exports/jobs/outboxMails';
import { holdLock } from '../state/advisoryLocks';
import type { StateQuery } from '../state/stateStore';
import { checkedPlan, recipientsOf, requireStillSeen } from './checkPlan';
import { removeScheduleMails } from './outbox';
import { BETWEEN_HURRIED, hurried, lastHurried, unsubscribedFrom } from './readers';
import { addRuns, hasOpenRuns, newestDue, withdrawRuns } from './runStore';
import { type Plan, planSchema } from './schedulePlan';
import type { ScheduleServices } from './scheduleServices';
import {
  type FoundSchedule,
  findSchedule,
  insertSchedule,
  removeSchedule,
  roomTaken,
  type StoredSchedule,
  updateSchedule,
} from './scheduleStore';
import { nextTime } from './times';

/** What the owner of schedules does with them. */

/** @throws ApiError that names the parameter. */
export async function addSchedule(
  services: ScheduleServices,
  principal: SignedInPrincipal,
  { recipients, isPaused = false, ...asked }: NewSchedule,
): Promise<StoredSchedule> {
  const { state, keys } = services;
  const ownerId = ownerOf(principal);
  const plan = await checkedPlan(services, principal, {
    ...asked,
    recipients: await recipientsOf(services, principal, recipients),
  });
  return state.transaction(async (transaction) => {
    await holdLock(transaction, 'schedulesOfUser', ownerId);
    const schedule: StoredSchedule = {
      id: randomUUID(),
      ownerId,
      owner: userOf(principal),
      plan,
      nextAt: isPaused ? null : nextTime(plan, services.now()),
      paused: isPaused ? 'owner' : null,
      unsubscribed: await unsubscribedFrom(transaction, ownerId, userIdsOf(plan)),
      changedAt: services.now(),
    };
    const { count, characters } = await roomTaken(transaction, ownerId, schedule.id);
    if (count >= MAX_SCHEDULES) {
      throw new ApiError('conflict', `You have ${MAX_SCHEDULES} schedules, which is the most`);
    }
    refuseTooLong(characters, plan);
    await insertSchedule(transaction, keys, schedule);
    return schedule;
  });
}

function userIdsOf({ recipients }: Plan): string[] {
  return recipients.map(({ userId }) => userId);
}

function refuseTooLong(others: number, plan: Plan): void {
  if (others + JSON.stringify(plan).length <= MAX_SCHEDULES_CHARACTERS) return;
  throw new ApiError('conflict', 'Your schedules are too long together', {
    parameter: 'query',
    allowed: `${MAX_SCHEDULES_CHARACTERS} characters in all of them: delete one, or let it follow a saved view`,
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
  const { schedule, withdrawn } = await state.transaction(async (transaction) => {
    await holdLock(transaction, 'schedulesOfUser', ownerOf(principal));
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
    if (JSON.stringify(plan).length > JSON.stringify(old.plan).length) {
      refuseTooLong((await roomTaken(transaction, old.ownerId, id)).characters, plan);
    }
    const added = userIdsOf(plan).filter((userId) => !userIdsOf(old.plan).includes(userId));
    const gone = await unsubscribedFrom(transaction, old.ownerId, added);
    const unsubscribed = [...new Set([...old.unsubscribed, ...gone])];
    const now = services.now();
    const timed = timing({ ...old, unsubscribed }, plan, isPaused, now);
    const changed = { ...old, owner: userOf(principal), plan, unsubscribed, changedAt: now, ...timed };
    await updateSchedule(transaction, keys, old, changed);
    const isWanted = (userId: string) => isPaused !== true && userIdsOf(plan).includes(userId);
    return { schedule: changed, withdrawn: await withdrawRuns(transaction, [id], now, isWanted) };
  });
  await removeMails(services, withdrawn);
  return schedule;
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
): Promise<FoundSchedule> {
  const { found, jobs } = await services.state.transaction(async (transaction) => {
    const found = await findSchedule(transaction, services.keys, id, 'FOR UPDATE');
    if (found === undefined || found.ownerId !== ownerOf(principal)) throw noSuchSchedule();
    const jobs = await withdrawRuns(transaction, [id], services.now());
    await removeSchedule(transaction, id);
    return { found, jobs };
  });
  await removeMails(services, jobs);
  await removeScheduleMails(services.outboxFolder, id);
  return found;
}

/** Seconds between mails that somebody asks for at once: to oneself, and to others. */
const BETWEEN_RUNS = { own: 60, others: BETWEEN_HURRIED };

/** @throws ApiError tooManyRequests when it has just been run, conflict while that is on its way. */
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
    const others = recipients.map(({ userId }) => userId).filter((userId) => userId !== ownerId);
    const between = others.length === 0 ? BETWEEN_RUNS.own : BETWEEN_RUNS.others;
    refuseTooSoon(await newestDue(transaction, id), now, between);
    if (await hasOpenRuns(transaction, id)) throw new ApiError('conflict', 'It is still on its way');
    // Also by another schedule of theirs, and by one that is gone.
    const allowed = await hurried(transaction, ownerId, others, now);
    if (allowed.length < others.length) {
      const late = others.filter((userId) => !allowed.includes(userId));
      const last = (await lastHurried(transaction, ownerId, late)) ?? now;
      throw tooSoon(Math.min(between, leftOf(last, now, between)));
    }
    await addRuns(transaction, schedule, recipients, now);
    return schedule;
  });
}

function refuseTooSoon(last: Date | undefined, now: Date, between: number): void {
  const left = last === undefined ? 0 : leftOf(last, now, between);
  // One that is further ahead is of a clock that has been put back.
  if (left > 0 && left <= between) throw tooSoon(left);
}

function leftOf(last: Date, now: Date, between: number): number {
  return Math.ceil(between - (now.getTime() - last.getTime()) / 1000);
}

function tooSoon(retryAfter: number): ApiError {
  return new ApiError('tooManyRequests', 'It has just been run', { retryAfter });
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
