import { type Observed, survivalCurve } from '../kaplanMeier';

/** How many of the tickets that are pending will be late, as it would have been forecast at a past moment, and what happened. */

export interface PastTicket {
  /** Wall seconds; null where there is none. */
  createdAt: number;
  closedAt: number | null;
  dueBy: number | null;
  secondsToClose: number | null;
  topic: string;
  priority: string;
}

export interface Forecast {
  /** Chance of being late, 0..1: S(due) / S(age) of the ticket's group. */
  late: number;
  /** The breach rate until then. */
  pastRate: number;
  wasLate: 0 | 1;
}

/** Fewer tickets than this say little about a group: a wider one is asked. */
const MIN_TICKETS = 100;
/** The narrowest first. */
const GROUPS: readonly ((ticket: PastTicket) => string)[] = [
  ({ topic, priority }) => JSON.stringify([topic, priority]),
  ({ topic }) => JSON.stringify([topic]),
  () => '',
];

/** Forecasts for all tickets that were pending at a moment, from what was known then. */
export function forecastAt(tickets: readonly PastTicket[], now: number): Forecast[] {
  const known = tickets.filter(({ createdAt }) => createdAt <= now);
  const groups = GROUPS.map((nameOf) => curvesOf(known, nameOf, now));
  const pastRate = rateOf(known, now);
  return known.flatMap((ticket) => {
    const { createdAt, dueBy, closedAt } = ticket;
    if (dueBy === null || dueBy < now || isClosed(ticket, now)) return [];
    const curve = groups
      .map((curves, index) => curves.get(GROUPS[index]?.(ticket) ?? ''))
      .find((each) => each !== undefined);
    const left = curve?.(now - createdAt) ?? 0;
    const late = curve === undefined || left === 0 ? 1 : curve(dueBy - createdAt) / left;
    return [{ late, pastRate, wasLate: closedAt === null || closedAt > dueBy ? 1 : 0 }];
  });
}

function isClosed({ closedAt }: PastTicket, now: number): boolean {
  return closedAt !== null && closedAt <= now;
}

function curvesOf(known: readonly PastTicket[], nameOf: (ticket: PastTicket) => string, now: number) {
  const observed = new Map<string, Observed[]>();
  for (const ticket of known) {
    const closed = isClosed(ticket, now);
    const seconds = closed ? (ticket.secondsToClose ?? -1) : now - ticket.createdAt;
    if (seconds < 0) continue;
    const name = nameOf(ticket);
    const group = observed.get(name);
    if (group === undefined) observed.set(name, [{ seconds, isClosed: closed }]);
    else group.push({ seconds, isClosed: closed });
  }
  return new Map(
    [...observed]
      .filter(([, group]) => group.length >= MIN_TICKETS)
      .map(([name, group]) => [name, survivalCurve(group)]),
  );
}

function rateOf(known: readonly PastTicket[], now: number): number {
  const decided = known.flatMap((ticket) => {
    const { dueBy, closedAt } = ticket;
    if (dueBy === null) return [];
    if (isClosed(ticket, now)) return [(closedAt ?? 0) > dueBy];
    return dueBy < now ? [true] : [];
  });
  return decided.filter(Boolean).length / decided.length;
}
