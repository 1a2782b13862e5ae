import { keptQueryProblem } from '../../contract/query/keptProblem';
import type { Schedule } from '../../contract/responses/schedules';
import type { SignedInPrincipal } from '../access/principal';
import { refusalFor } from '../views/storedQuery';
import { queryOf, Refused } from './asked';
import type { RunRow } from './runStore';
import type { ScheduleServices } from './scheduleServices';
import type { FoundSchedule } from './scheduleStore';

/** Schedules as their owner is shown them. */

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
    recipients: plan.recipients.map(({ userId, email }) => ({
      address: email,
      isUnsubscribed: unsubscribed.includes(userId),
    })),
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
    address: email,
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
