import type { ColumnId, Ticket } from '../contract/columns/columns';
import { parseWallTime } from '../contract/time/wallTime';
import type { AsOf } from '../server/tickets/asOf';
import type { Observed } from './kaplanMeier';
import { columnValue, slaStateOf } from './matchFilters';

/** Figures of groups in plain TypeScript, from tickets as they are seen at an as-of. */

/** What Kaplan-Meier counts: closed after a known time, or open since it was created. */
export function observedOf(tickets: readonly Ticket[], asOf: string): Observed[] {
  return tickets.flatMap(({ closedAt, createdAt, secondsToClose }) => {
    const age = (parseWallTime(asOf) ?? 0) - (parseWallTime(String(createdAt)) ?? 0);
    const seconds = closedAt === null ? age : Number(secondsToClose ?? -1);
    return seconds < 0 ? [] : [{ seconds, isClosed: closedAt !== null }];
  });
}

/** Tickets that the headline rate counts, and those of them that are late. */
export function ratedOf(tickets: readonly Ticket[], asOf: string): { n: number; late: number } {
  const states = tickets.map((ticket) => slaStateOf(ticket, asOf));
  const late = states.filter((state) => state === 'breachedClosed' || state === 'breachedOpen').length;
  return { n: late + states.filter((state) => state === 'met').length, late };
}

/** Of tags each by itself: a ticket is in the group of every tag that it has, once. */
export function byValue(tickets: readonly Ticket[], key: ColumnId, asOf: AsOf): Map<string | number | null, Ticket[]> {
  const groups = new Map<string | number | null, Ticket[]>();
  for (const ticket of tickets) {
    const value = columnValue(ticket, key, asOf);
    const values = key === 'allTags' && value !== null ? new Set(String(value).split(', ')) : [value];
    for (const each of values) {
      const group = groups.get(each);
      if (group === undefined) groups.set(each, [ticket]);
      else group.push(ticket);
    }
  }
  return groups;
}
