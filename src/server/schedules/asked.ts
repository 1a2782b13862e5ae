import { ApiError } from '../../contract/errors';
import { hiddenColumns, lowerLevel, type Permission } from '../../contract/privacy';
import { keptQueryProblem } from '../../contract/query/keptProblem';
import { encodeQueryString } from '../../contract/query/queryString';
import { parseReportUrl, type ReportView } from '../../contract/query/reportUrl';
import { parseRequest } from '../../contract/query/requests';
import { formatTicketQuery, lowered } from '../../contract/query/ticketQuery';
import type { Delivery, Refusal } from '../../contract/responses/schedules';
import { wallTimeIn } from '../../contract/time/wallTime';
import type { SignedInPrincipal } from '../access/principal';
import type { Config } from '../config/config';
import { providedBy } from '../config/reportSettings';
import type { StateQuery } from '../state/stateStore';
import { requireProvided } from '../tickets/requireProvided';
import type { TicketScope } from '../tickets/rows';
import { usableView } from '../views/viewStore';
import type { Plan } from './schedulePlan';
import type { FoundSchedule, StoredSchedule } from './scheduleStore';

/** Why somebody gets nothing; the words are for its owner. */
export class Refused extends Error {
  readonly reason: Refusal;

  constructor(reason: Refusal, words: string) {
    super(words);
    this.reason = reason;
  }
}

/** A schedule's report as one recipient may see it, at one moment. */
export interface Asked {
  /** Canonical, of the page. */
  search: string;
  view: ReportView;
  scope: TicketScope;
  principal: SignedInPrincipal;
  /** How many columns are hidden from the recipient. */
  hidden: number;
}

const NEEDED: Record<Delivery['kind'], readonly Permission[]> = {
  file: ['reportTickets', 'exportData'],
  figures: ['reportTickets', 'exportData'],
  sentence: ['reportTickets'],
  alert: ['reportTickets'],
};

/** @throws Refused when they lack a permission for such a delivery. */
export function requirePermitted({ permissions }: SignedInPrincipal, { kind }: Delivery): void {
  const missing = NEEDED[kind].find((permission) => !permissions.includes(permission));
  if (missing !== undefined) throw new Refused('permission', `This needs the permission "${missing}"`);
}

/** Whether a schedule, as it is now, is for somebody. */
export function isAskedFor(schedule: FoundSchedule | undefined, userId: string): schedule is StoredSchedule {
  if (schedule === undefined || schedule.plan === null) return false;
  const { plan, unsubscribed } = schedule;
  return plan.recipients.some((each) => each.userId === userId) && !unsubscribed.includes(userId);
}

/** The query of a schedule: its own, or that of the view which it follows. @throws Refused */
export async function queryOf(
  store: StateQuery,
  { query, view }: Plan,
  ownerId: string,
): Promise<{ query: string; view: { id: string; name: string } | null }> {
  if (view === undefined) return { query: query ?? '', view: null };
  const found = await usableView(store, ownerId, view);
  if (found === undefined) throw new Refused('viewGone', 'The view is gone, or no longer shared');
  return { query: found.query, view: { id: found.id, name: found.name } };
}

/** Decides anew what a recipient may see. @throws Refused */
export function askedBy(
  config: Config,
  { delivery }: Plan,
  query: string,
  principal: SignedInPrincipal,
  now: Date,
): Asked {
  requirePermitted(principal, delivery);
  try {
    return readAsked(config, query, principal, now);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const problem = keptQueryProblem(error);
    if (problem === null) throw new Refused('hidden', 'It names what is not available to the recipient');
    throw new Refused('problem', `The report ${problem}`);
  }
}

/** @throws ApiError that names the parameter. */
export function readAsked(config: Config, search: string, principal: SignedInPrincipal, now: Date): Asked {
  const view = parseReportUrl(search, principal);
  const { query } = view;
  requireProvided(providedBy(config), query, { groupBy: view.groupBy, clock: view.clock });
  const { visible } = parseRequest(encodeQueryString(formatTicketQuery(query)), principal, {});
  const asOf = {
    time: query.asOf ?? wallTimeIn(config.timeZone, now),
    timeZone: config.timeZone,
    hidesLaterClosings: query.asOf !== undefined,
    working: config.workingHours?.calendar,
    subjectPath: config.subjectPath ?? undefined,
  };
  const level = lowerLevel(principal.level, query.asLevel ?? principal.level);
  const seen = lowered(principal, query.asLevel);
  return {
    search,
    view,
    scope: { query, visible, asOf },
    principal: { ...principal, level },
    hidden: hiddenColumns(seen).length,
  };
}
