import type { Filter } from '../../contract/query/filters';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import { pickDue, pickTimeToCloseUnknown } from './pickedFilters';

/** Tickets that a chart does not show, with the filter that finds them. */
export interface LeftOut {
  count: number;
  /** Why they are not shown; follows the count. */
  description: string;
  pick: readonly Filter[];
}

export function leftOutOfTime({ buckets, withoutDueBy, before, after }: ReportResponse['overTime']): LeftOut[] {
  const parts: LeftOut[] = [
    { count: withoutDueBy, description: 'without a deadline', pick: [{ key: 'dueBy', comparator: 'isEmpty' }] },
  ];
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (first !== undefined)
    parts.push({ count: before, description: 'due before the axis', pick: pickDue('<', first.start) });
  if (last !== undefined)
    parts.push({ count: after, description: 'due after the axis', pick: pickDue('>=', last.end) });
  return shown(parts);
}

export function leftOutOfTimeToClose({ notClosed, negative, unknown }: ReportResponse['timeToClose']): LeftOut[] {
  return shown([
    { count: notClosed, description: 'not closed', pick: pickTimeToCloseUnknown('isEmpty') },
    {
      count: negative,
      description: 'negative (closed before created)',
      pick: [{ key: 'secondsToClose', comparator: '<', value: 0 }],
    },
    { count: unknown, description: 'closed, time unknown', pick: pickTimeToCloseUnknown('isNotEmpty') },
  ]);
}

export function leftOutOfBacklog({ inFuture }: ReportResponse['backlog'], asOf: string): LeftOut[] {
  return shown([
    {
      count: inFuture,
      description: 'created after this moment',
      pick: [
        { key: 'closedAt', comparator: 'isEmpty' },
        { key: 'createdAt', comparator: '>', value: asOf },
      ],
    },
  ]);
}

function shown(parts: readonly LeftOut[]): LeftOut[] {
  return parts.filter(({ count }) => count > 0);
}
