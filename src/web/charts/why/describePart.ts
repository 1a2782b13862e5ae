import { formatCount } from '../../../contract/format/numbers';
import { formatPoints } from '../../../contract/format/points';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { say } from '../../../contract/texts/texts';

/** A part of a change in words: by the change of its rate and by that of its share, and its tickets. */

type Part = NonNullable<ReportResponse['why']['all']>['by'][number]['parts'][number];

export function describePart({ rate, mix }: { rate: number; mix: number }): string {
  const points = (part: number) => formatPoints(Math.round(part * 1000));
  return say('chart.why.part', { rate: points(rate), mix: points(mix) });
}

export function describeCounts({ now, before }: Pick<Part, 'now' | 'before'>): string {
  const [late, n] = [formatCount(now.late), formatCount(now.n)];
  return say('chart.why.counts', { late, n, lateBefore: formatCount(before.late), nBefore: formatCount(before.n) });
}
