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
  /** Of how many tickets. */
  of: number;
}

type Part = Omit<LeftOut, 'of'>;

export function leftOutOfTime({ buckets, withoutDueBy, before, after }: ReportResponse['overTime']): LeftOut[] {
  const inBuckets = buckets.reduce(
    (sum, each) => sum + each.met + each.breachedClosed + each.breachedOpen + each.pending,
    0,
  );
  const parts: Part[] = [
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
  return shown(parts, inBuckets + withoutDueBy + before + after);
}

export function leftOutOfTimeToClose({
  kaplanMeier,
  negative,
  unknown,
  n,
  notClosed,
}: Omit<ReportResponse['timeToClose'], 'bins' | 'percentiles' | 'estimated'>): LeftOut[] {
  const parts = [
    createdLater(kaplanMeier.createdLater, 'now'),
    {
      count: negative,
      description: say('chart.left.negative'),
      pick: [{ key: 'secondsToClose', comparator: '<', value: 0 }],
    },
    { count: unknown, description: say('chart.left.unknown'), pick: pickTimeToCloseUnknown('isNotEmpty') },
  ] satisfies Part[];
  return shown(parts, n + notClosed + negative + unknown);
}

export function leftOutOfBacklog({ inFuture, notClosed }: ReportResponse['backlog'], asOf: string): LeftOut[] {
  return shown([createdLater(inFuture, asOf)], notClosed);
}

function createdLater(count: number, asOf: string): Part {
  return {
    count,
    description: say('chart.left.createdLater'),
    pick: [...PICK_NOT_CLOSED, { key: 'createdAt', comparator: '>', value: asOf }],
  };
}

function shown(parts: readonly Part[], of: number): LeftOut[] {
  return parts.filter(({ count }) => count > 0).map((part) => ({ ...part, of }));
}
