import { randomUUID } from 'node:crypto';
import { ApiError, badParameter } from '../../contract/errors';
import { keptQueryProblem } from '../../contract/query/keptProblem';
import {
  MAX_SCHEDULES,
  type NewSchedule,
  type Schedule,
  type ScheduleChange,
} from '../../contract/responses/schedules';
import { ownerOf, principalOf, type SignedInPrincipal, userOf } from '../access/principal';
import { lastSignInBy } from '../access/signIns';
import { holdLock } from '../state/advisoryLocks';
import type { StateQuery } from '../state/stateStore';
import { queryToStore, refusalFor } from '../views/storedQuery';
import { usableView } from '../views/viewStore';
import { askedBy, queryOf, Refused, requirePermitted } from './asked';
import { addRuns, lastRunsOf, newestDue, type RunRow } from './runStore';
import { type Plan, planSchema } from './schedulePlan';
import type { ScheduleServices } from './scheduleServices';
import {
  type FoundSchedule,
  findSchedule,
  removeSchedule,
  type StoredSchedule,
  saveSchedule,
  schedulesOf,
} from './scheduleStore';
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
    const plan = onlyPauses ? merged : await checkedPlan({ ...services, state: transaction }, principal, merged);
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
function mergedPlan(old: Plan, change: Omit<ScheduleChange, 'recipients' | 'isPaused'> & Partial<Plan>): Plan {
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

type PlanServices = Pick<ScheduleServices, 'config' | 'keys' | 'sessions' | 'now'> & { state: StateQuery };

/** The plan as it is kept, once its owner and all recipients may have it. @throws ApiError that names the parameter. */
async function checkedPlan(services: PlanServices, principal: SignedInPrincipal, plan: Plan): Promise<Plan> {
  const kept = { ...plan, ...(await keptReport(services.state, principal, plan)) };
  if (kept.delivery.kind === 'alert' && kept.delivery.figure === 'breachRate' && kept.delivery.value > 1) {
    throw badParameter('delivery.value', 'delivery.value is not a rate', 'a number from 0 to 1');
  }
  try {
    requirePermitted(principal, kept.delivery);
  } catch (error) {
    if (error instanceof Refused) throw new ApiError('forbidden', error.message, { parameter: 'delivery' });
    throw error;
  }
  const { query } = await queryOf(services.state, kept, ownerOf(principal));
  for (const { userId, email } of kept.recipients) {
    if (userId === ownerOf(principal)) askedOrRefused(services, kept, query, principal, email, 'query');
    else {
      const signIn = await lastSignInBy(services.state, services.keys, services.sessions.revocations, email);
      if (signIn === undefined) throw unknownRecipient(email);
      const reader = principalOf(signIn.user, services.config.privacyLevel);
      askedOrRefused(services, kept, query, reader, email, 'recipients');
    }
  }
  return kept;
}

function askedOrRefused(
  { config, now }: PlanServices,
  plan: Plan,
  query: string,
  reader: SignedInPrincipal,
  email: string,
  parameter: string,
): void {
  try {
    askedBy(config, plan, query, reader, now());
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (parameter === 'query') throw new ApiError('forbidden', error.message, { parameter });
    // What of it is not for them is theirs to know.
    throw badParameter(parameter, `${email} may not see this report`, 'addresses of colleagues who may see it');
  }
}

async function requireStillSeen(store: StateQuery, principal: SignedInPrincipal, { plan, ownerId }: StoredSchedule) {
  const report = await queryOf(store, plan, ownerId).catch((error: unknown) => {
    if (error instanceof Refused) throw new ApiError('conflict', error.message, { parameter: 'view' });
    throw error;
  });
  if (refusalFor(report.query, principal) !== undefined) throw notForThem('query');
}

function notForThem(parameter: string): ApiError {
  return new ApiError('forbidden', 'This report names what is not available to you', { parameter });
}

async function keptReport(
  store: StateQuery,
  principal: SignedInPrincipal,
  { query, view }: Pick<Plan, 'query' | 'view'>,
): Promise<Pick<Plan, 'query' | 'view'>> {
  if ((query === undefined) === (view === undefined)) {
    throw badParameter('query', 'query or view is missing, or both are there', 'one of the two');
  }
  if (view === undefined) return { query: queryToStore(query ?? '', principal) };
  const found = await usableView(store, ownerOf(principal), view);
  if (found === undefined) throw badParameter('view', 'There is no such view', 'the id of a saved view');
  if (refusalFor(found.query, principal) !== undefined) throw notForThem('view');
  return { view };
}

async function recipientsOf(
  { state, keys, sessions }: ScheduleServices,
  principal: SignedInPrincipal,
  emails: readonly string[] = [principal.email],
): Promise<Plan['recipients']> {
  const own = principal.email.toLowerCase();
  const others = [...new Set(emails.map((email) => email.toLowerCase()))].filter((email) => email !== own);
  if (others.length > 0 && !principal.permissions.includes('shareReports')) {
    throw new ApiError('forbidden', 'This needs the permission "shareReports"', { parameter: 'recipients' });
  }
  const self = emails.some((email) => email.toLowerCase() === own)
    ? [{ userId: ownerOf(principal), email: principal.email }]
    : [];
  const found = await Promise.all(
    others.map(async (email) => {
      const signIn = await lastSignInBy(state, keys, sessions.revocations, email);
      if (signIn === undefined) throw unknownRecipient(email);
      return { userId: ownerOf(signIn.user), email: signIn.user.email };
    }),
  );
  return [...self, ...found];
}

function unknownRecipient(email: string): ApiError {
  return badParameter(
    'recipients',
    `Nobody with the address ${email} has signed in here`,
    'addresses of colleagues who have signed in',
  );
}

/** Of what names something that its owner may not see (any more) nothing is told but that it is so. */
export async function toSchedule(
  { state }: ScheduleServices,
  found: FoundSchedule,
  principal: SignedInPrincipal,
  runs: readonly RunRow[],
): Promise<Schedule> {
  if (found.plan === null) return forgedSchedule(found);
  const { id, ownerId, plan, nextAt, paused, unsubscribed } = found;
  const report = await queryOf(state, plan, ownerId).catch((error: unknown) => {
    if (error instanceof Refused) return undefined;
    throw error;
  });
  const refusal = report === undefined ? undefined : refusalFor(report.query, principal);
  const isShown = report !== undefined && refusal === undefined;
  return {
    id,
    name: plan.name,
    query: isShown && report.view === null ? report.query : null,
    view: report?.view ?? null,
    problem: refusal === undefined ? null : (keptQueryProblem(refusal) ?? 'names what is not available to you'),
    delivery: plan.delivery,
    when: plan.when,
    timeZone: plan.timeZone,
    recipients: plan.recipients.map(({ userId, email }) => ({ email, isUnsubscribed: unsubscribed.includes(userId) })),
    paused: nextAt === null ? (paused ?? 'owner') : null,
    nextAt: nextAt?.toISOString() ?? null,
    lastRuns: runs
      .filter(({ schedule_id }) => schedule_id === id)
      .sort((a, b) => b.due_at.getTime() - a.due_at.getTime())
      .map(toRun),
  };
}

function toRun({ email, state, due_at, ended_at, reason, error, value }: RunRow): Schedule['lastRuns'][number] {
  return {
    email,
    state: state === 'handed' ? 'queued' : state,
    dueAt: due_at.toISOString(),
    endedAt: ended_at?.toISOString() ?? null,
    reason,
    error,
    value,
  };
}

function forgedSchedule({ id }: { id: string }): Schedule {
  return {
    id,
    name: '?',
    query: null,
    view: null,
    problem: 'was changed by somebody else',
    delivery: { kind: 'sentence' },
    when: { every: 'hour', minute: 0 },
    timeZone: 'UTC',
    recipients: [],
    paused: 'forged',
    nextAt: null,
    lastRuns: [],
  };
}
