import type { Bucket } from '../../../contract/query/requests';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { type BreachBase, breachRate } from '../../../contract/sla';
import { say } from '../../../contract/texts/texts';
import { formatBucket } from '../formatBuckets';
import { isSmall } from '../states';

/** The buckets of the time axis with their breach rates, and the axis that these need. */

type Buckets = ReportResponse['overTime']['buckets'];

export type BucketRow = Buckets[number] & {
  label: string;
  /** Why it is drawn pale. */
  note: string | null;
  rate: number | null;
  of: number;
  small: boolean;
  /**
   * Null until the bucket is over: tickets that are not due yet cannot be late, which would look like a fall; and where it begins
   * after the period of creation, since the longest deadlines alone would look like a rise.
   */
  finalRate: number | null;
  /** Null where the rate is of few tickets as well. */
  reliableRate: number | null;
};

/** @param asOf wall time of "now". */
export function bucketRows(
  { bucket, buckets, createdUntil }: Pick<ReportResponse['overTime'], 'bucket' | 'buckets' | 'createdUntil'>,
  base: BreachBase,
  asOf: string,
): BucketRow[] {
  return buckets.map((each) => toRow(each, bucket, base, asOf, createdUntil !== null && each.start > createdUntil));
}

function toRow(bucket: Buckets[number], name: Bucket, base: BreachBase, asOf: string, isAfter: boolean): BucketRow {
  const { rate, of } = breachRate(bucket, base);
  const small = isSmall(of);
  const finalRate = bucket.end <= asOf && !isAfter ? rate : null;
  const note = isAfter && bucket.start <= asOf ? say('chart.afterPeriod') : noteOf(bucket, name, asOf);
  const label = formatBucket(name, bucket.start);
  return { ...bucket, label, note, rate, of, small, finalRate, reliableRate: small ? null : finalRate };
}

function noteOf({ start, end, cutOff }: Buckets[number], name: Bucket, asOf: string): string | null {
  if (start > asOf) return say('chart.notDue');
  if (!cutOff) return null;
  return say(end > asOf ? `chart.cutYet.${name}` : `chart.cut.${name}`);
}

/** What the pale bars are, of which the axis can have some at either end; null where there are none. */
export function describePale(rows: readonly BucketRow[]): string | null {
  const notes = rows.flatMap(({ note }) => note ?? []);
  return notes.length === 0 ? null : [...new Set(notes)].join(', ');
}

/** With more buckets there is no room for a ring at each rate of few tickets. */
export const MAX_RINGS = 60;

interface RateAxis {
  domain: [number, number];
  ticks: number[];
}

/** Of the plot's height: the bars below, the rate above, and a gap between them. */
export const BARS_SHARE = 0.62;
const RATE_SHARE = 0.32;

/** Of fewer tickets a rate is anything: a single late one is 100 %. */
const HANDFUL = 5;

/**
 * The axis of a strip at the top of the plot: it begins so far below zero that zero is at the strip's bottom.
 * Up to the next step above every rate, so that a rate of a few per cent is no flat line. Only those of a handful of
 * tickets may lie beyond it where there are others, and those of few where each day of a long time is a bucket.
 * @param target a rate that must be on it.
 */
export function rateAxis(rows: readonly BucketRow[], target: number | null): RateAxis {
  const all = rows.map(({ finalRate }) => finalRate ?? 0);
  const isSure = ({ of, reliableRate }: BucketRow) =>
    reliableRate !== null || (rows.length <= MAX_RINGS && of >= HANDFUL);
  const sure = rows.flatMap((row) => (row.finalRate !== null && isSure(row) ? [row.finalRate] : []));
  const highest = Math.max(0, target ?? 0, ...(sure.length > 0 ? sure : all));
  const top = [0.1, 0.2, 0.4, 0.6, 0.8].find((each) => highest <= each) ?? 1;
  return {
    domain: [top - top / RATE_SHARE, top],
    ticks: [0, top / 2, top],
  };
}
