import { formatDuration, formatShare } from '../../../contract/format/format';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import type { BreachBase } from '../../../contract/sla';
import { say } from '../../../contract/texts/texts';
import { formatBucket } from '../formatBuckets';

/** Signals and runs in words. */

type OverTime = ReportResponse['overTime'];
type Signal = NonNullable<OverTime['signals']['all']>['outside'][number];

/** What the marks show, in words, for those who do not see the marks; empty where nothing is marked. */
export function describeSignals({ bucket, signals }: OverTime, base: BreachBase): string {
  const found = signals[base];
  if (found === null) return '';
  const { outside, runs, strongest, centre } = found;
  const sides = runs.map(({ first, last, side }) =>
    say(`chart.signal.${side}`, { first: formatBucket(bucket, first), last: formatBucket(bucket, last) }),
  );
  const top = outside.find(({ start }) => start === strongest);
  const parts = [
    ...(top === undefined
      ? []
      : [
          say('chart.signal.outside', {
            n: outside.length,
            bucket: formatBucket(bucket, top.start),
            rate: formatShare(top.rate),
          }),
        ]),
    ...sides,
  ];
  return parts.length === 0 ? '' : say('chart.signal.normal', { rate: formatShare(centre), parts: parts.join('; ') });
}

/** Between which rates chance would leave a bucket. */
export function limitsOf({ low, high }: Pick<Signal, 'low' | 'high'>): string {
  return say('chart.signal.limits', { low: formatShare(low), high: formatShare(high) });
}

/** By which rule buckets are marked, what is normal and of how many buckets, and the newest signals with their limits. */
export function signalHelp({ bucket, signals }: OverTime, base: BreachBase): string {
  const rule = say('chart.signal.rule');
  const found = signals[base];
  if (found === null) return rule;
  const newest = found.outside.slice(-NEWEST).map(({ start, rate, n, ...limits }) => {
    const mark = say('chart.signal.mark', { bucket: formatBucket(bucket, start), rate: formatShare(rate), n });
    return `${mark}, ${limitsOf(limits)}`;
  });
  return [rule, say('chart.signal.of', { rate: formatShare(found.centre), n: found.buckets }), ...newest].join('\n');
}

/** Why too few buckets tell: how many it takes, and how long before them a period must begin. */
export function describeTooFew({ dueWithin }: OverTime): string {
  return say('chart.tooFew', { time: formatDuration(dueWithin ?? 0, 1) });
}

/** More would fill the screen. */
const NEWEST = 3;
