import { createContext } from 'react';
import { formatTime } from '../../contract/format/format';
import type { Filter } from '../../contract/query/filters';
import { describeFilters } from '../../contract/sentences/describeFilter';

/** What a saved picture of a chart states about its data. */
export interface ReportSource {
  filters: readonly Filter[];
  asOf: string;
  timeZone: string;
}

export const ReportSourceContext = createContext<ReportSource | null>(null);

export function describeSource({ filters, asOf, timeZone }: ReportSource): string {
  const which = describeFilters(filters);
  return `${which.charAt(0).toUpperCase()}${which.slice(1)} · as of ${formatTime(asOf)} · ${timeZone}`;
}
