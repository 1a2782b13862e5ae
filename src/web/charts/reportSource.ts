import { createContext } from 'react';
import { formatTime } from '../../contract/format/format';
import type { TicketQuery } from '../../contract/query/ticketQuery';
import { describeQuery } from '../../contract/sentences/describeQuery';

/** What a saved picture of a chart states about its data. */
export interface ReportSource {
  query: Pick<TicketQuery, 'filters' | 'search'>;
  asOf: string;
  timeZone: string;
}

export const ReportSourceContext = createContext<ReportSource | null>(null);

export function describeSource({ query, asOf, timeZone }: ReportSource): string {
  const which = describeQuery(query);
  return `${which.charAt(0).toUpperCase()}${which.slice(1)} · as of ${formatTime(asOf)} · ${timeZone}`;
}
