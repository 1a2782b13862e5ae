import type { Filter } from '../../contract/query/filters';
import type { TicketQuery } from '../../contract/query/ticketQuery';

/** Which tickets a report is of. */
export interface Selection {
  filters: Filter[];
  search: string | undefined;
}

/** A query of other tickets, else the same. */
export function withSelection({ search: _, ...query }: TicketQuery, { filters, search }: Selection): TicketQuery {
  return { ...query, filters, ...(search === undefined ? {} : { search }) };
}
