import { createContext } from 'react';
import { formatTime } from '../../contract/format/format';
import type { TicketQuery } from '../../contract/query/ticketQuery';
import { describeQuery } from '../../contract/sentences/describeQuery';
import { say } from '../../contract/texts/texts';

/** What a saved picture of a chart states about its data, and what its tooltips say to whom. */
export interface ReportSource {
  query: Pick<TicketQuery, 'filters' | 'search'>;
  asOf: string;
  timeZone: string;
  /** Nobody has clicked a mark in this browser yet. */
  isNew?: boolean;
}

export const ReportSourceContext = createContext<ReportSource | null>(null);

export function describeSource({ query, asOf, timeZone }: ReportSource): string {
  const which = describeQuery(query);
  const words = `${which.charAt(0).toUpperCase()}${which.slice(1)}`;
  return say('chart.source', { which: words, time: formatTime(asOf), zone: timeZone });
}
