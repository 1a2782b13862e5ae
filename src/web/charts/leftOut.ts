import type { Filter } from '../../contract/query/filters';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import { PICK_NOT_CLOSED, pickDue, pickTimeToCloseUnknown } from '../../contract/sentences/pickedFilters';
import { say } from '../../contract/texts/texts';

/** Tickets that a chart does not show, with the filter that finds them. */
export interface LeftOut {
  count: number;
  /** Why they are not shown; follows the count. */
  description: string;
  pick: readonly Filter[];
}

export function leftOutOfTime({ buckets, withoutDueBy, before, after }: ReportResponse['overTime']): LeftOut[] {
  const parts: LeftOut[] = [
    {
      count: withoutDueBy,
      description: say('chart.left.withoutDeadline'),
      pick: [{ key: 'dueBy', comparator: 'isEmpty' }],
    },
  ];
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (first !== undefined)
    parts.push({ count: before, description: say('chart.left.dueBefore'), pick: pickDue('<', first.start) });
  if (last !== undefined)
    parts.push({ count: after, description: say('chart.left.dueAfter'), pick: pickDue('>=', last.end) });
  return shown(parts);
}

export function leftOutOfTimeToClose({
  kaplanMeier,
  negative,
  unknown,
}: Pick<ReportResponse['timeToClose'], 'kaplanMeier' | 'negative' | 'unknown'>): LeftOut[] {
  return shown([
    createdLater(kaplanMeier.createdLater, 'now'),
    {
      count: negative,
      description: say('chart.left.negative'),
      pick: [{ key: 'secondsToClose', comparator: '<', value: 0 }],
    },
    { count: unknown, description: say('chart.left.unknown'), pick: pickTimeToCloseUnknown('isNotEmpty') },
  ]);
}

export function leftOutOfBacklog({ inFuture }: ReportResponse['backlog'], asOf: string): LeftOut[] {
  return shown([createdLater(inFuture, asOf)]);
}

function createdLater(count: number, asOf: string): LeftOut {
  return {
    count,
    description: say('chart.left.createdLater'),
    pick: [...PICK_NOT_CLOSED, { key: 'createdAt', comparator: '>', value: asOf }],
  };
}

function shown(parts: readonly LeftOut[]): LeftOut[] {
  return parts.filter(({ count }) => count > 0);
}
