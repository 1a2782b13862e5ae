import type { ApiError } from '../../contract/errors';
import { keptQueryProblem } from '../../contract/query/keptProblem';
import type { Schedule } from '../../contract/responses/schedules';
import { ownerOf, type SignedInPrincipal } from '../access/principal';
import { parseInTurns } from '../process/parseInTurns';
import { refusalFor } from '../views/storedQuery';
import { usableViews, type ViewRow } from '../views/viewStore';
import { lastRunsOf, type RunRow } from './runStore';
import type { ScheduleServices } from './scheduleServices';
import { type FoundSchedule, scheduleRowsOf } from './scheduleStore';

/** Schedules as their owner is shown them. */

/** What they are shown with. */
interface Shown {
  principal: SignedInPrincipal;
  views: readonly ViewRow[];
  runs: readonly RunRow[];
  /** What is in the way of a view, which many can follow. */
  refusals: Map<string, ApiError | undefined>;
}

/**
 * They are read in turns: each can be as long as an address.
 * @param turn waits for one of the event loop that is the reader's.
 */
export async function listSchedules(
  services: ScheduleServices,
  principal: SignedInPrincipal,
  turn: () => Promise<void>,
): Promise<Schedule[]> {
  const rows = await scheduleRowsOf(services.state, services.keys, ownerOf(principal));
  const found = await parseInTurns(rows, sizeOfRow, ({ read }) => read(), turn);
  const shown = await shownWith(services, found, principal);
  const viewOf = ({ plan }: FoundSchedule) => shown.views.find(({ id }) => id === plan?.view);
  const size = (each: FoundSchedule) => (viewOf(each)?.query ?? each.plan?.query ?? '').length;
  return parseInTurns(found, size, (each) => toSchedule(each, shown), turn);
}

function sizeOfRow({ characters }: { characters: number }): number {
  return characters;
}

export async function showSchedule(
  services: ScheduleServices,
  schedule: FoundSchedule,
  principal: SignedInPrincipal,
): Promise<Schedule> {
  return toSchedule(schedule, await shownWith(services, [schedule], principal));
}

async function shownWith(
  { state }: ScheduleServices,
  found: readonly FoundSchedule[],
  principal: SignedInPrincipal,
): Promise<Shown> {
  const followed = found.flatMap(({ plan }) => plan?.view ?? []);
  const readers = found.flatMap(
    ({ id, plan }) => plan?.recipients.map(({ userId }) => ({ scheduleId: id, userId })) ?? [],
  );
  return {
    principal,
    views: await usableViews(state, ownerOf(principal), followed),
    runs: await lastRunsOf(state, readers),
    refusals: new Map(),
  };
}

/** Of what names something that its owner may not see (any more) nothing is told but that it is so. */
function toSchedule(found: FoundSchedule, { principal, views, runs, refusals }: Shown): Schedule {
  if (found.plan === null) return forgedSchedule(found);
  const { id, plan, nextAt, paused, unsubscribed } = found;
  const view = views.find((each) => each.id === plan.view);
  const query = plan.view === undefined ? (plan.query ?? '') : view?.query;
  const refuse = () => (query === undefined ? undefined : refusalFor(query, principal));
  if (view !== undefined && !refusals.has(view.id)) refusals.set(view.id, refuse());
  const refusal = view === undefined ? refuse() : refusals.get(view.id);
  const isTold = query !== undefined && refusal === undefined;
  return {
    id,
    name: plan.name,
    query: plan.view === undefined && refusal === undefined ? (query ?? null) : null,
    view: view === undefined ? null : { id: view.id, name: view.name },
    problem: refusal === undefined ? null : (keptQueryProblem(refusal) ?? 'names what is not available to you'),
    delivery: plan.delivery,
    when: plan.when,
    timeZone: plan.timeZone,
    recipients: plan.recipients.map(({ userId, email }) => ({
      address: email,
      isUnsubscribed: unsubscribed.includes(userId),
    })),
    paused: nextAt === null ? (paused ?? 'owner') : null,
    nextAt: nextAt?.toISOString() ?? null,
    lastRuns: runs
      .filter(({ schedule_id }) => schedule_id === id)
      .sort((a, b) => b.due_at.getTime() - a.due_at.getTime())
      .map((run) => toRun(run, isTold)),
  };
}

/** @param isTold a figure of tickets that a hidden column picks is a fact about that column, and an error can name it. */
function toRun(run: RunRow, isTold: boolean): Schedule['lastRuns'][number] {
  const { email, state, due_at, ended_at, reason, error, value } = run;
  return {
    address: email,
    state: state === 'handed' ? 'queued' : state,
    dueAt: due_at.toISOString(),
    endedAt: ended_at?.toISOString() ?? null,
    reason,
    error: isTold ? error : null,
    value: isTold ? value : null,
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
