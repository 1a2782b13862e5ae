import { formatAll, quote } from '../format/text';
import { searchWords } from '../query/search';
import type { TicketQuery } from '../query/ticketQuery';
import { say } from '../texts/texts';
import { describeFilters } from './describeFilter';

/** Which tickets a query is of, as one sentence: "Channel is email; Text contains "refund" and "late"". */
export function describeQuery({ filters, search }: Pick<TicketQuery, 'filters' | 'search'>): string {
  if (search === undefined) return describeFilters(filters);
  return [
    ...(filters.length === 0 ? [] : [describeFilters(filters)]),
    `${say('filter.text')} ${describeSearch(search)}`,
  ].join('; ');
}

/** "contains "refund" and "late"". */
export function describeSearch(search: string): string {
  return say('filter.contains', { n: 1, text: formatAll(searchWords(search).map(quote)) });
}
