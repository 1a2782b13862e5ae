import type { Bucket } from '../../../contract/query/requests';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { type BreachBase, breachRate } from '../../../contract/sla';
import { formatBucket } from '../formatBuckets';
import { isSmall } from '../states';

/** The buckets of the time axis with their breach rates, and the axis that these need. */

type Buckets = ReportResponse['overTime']['buckets'];

export type BucketRow = Buckets[number] & {
  label: string;
  /** Why it is drawn lighter. */
  note: string | null;
  rate: number | null;
  of: number;
  small: boolean;
  /** Null until the bucket is over: tickets that are not due yet cannot be late, which would look like a fall. */
  finalRate: number | null;
  /** Null where the rate is of few tickets as well. */
  reliableRate: number | null;
};

/** @param asOf wall time of "now". */
export function bucketRows(
  { bucket, buckets }: Pick<ReportResponse['overTime'], 'bucket' | 'buckets'>,
  base: BreachBase,
  asOf: string,
): BucketRow[] {
  return buckets.map((each) => toRow(each, bucket, base, asOf));
}

function toRow(bucket: Buckets[number], name: Bucket, base: BreachBase, asOf: string): BucketRow {
  const { rate, of } = breachRate(bucket, base);
  const small = isSmall(of);
  const finalRate = bucket.end <= asOf ? rate : null;
  const note = bucket.start > asOf ? 'not due yet' : bucket.cutOff ? 'not the whole period' : null;
  const label = formatBucket(name, bucket.start);
  return { ...bucket, label, note, rate, of, small, finalRate, reliableRate: small ? null : finalRate };
}

interface RateAxis {
  domain: [number, number];
  ticks: number[];
}

/**
 * Up to the next step above every reliable rate, so that a rate of a few per cent is no flat line. Where there are
 * reliable rates, those of few tickets may lie beyond the axis.
 */
export function rateAxis(rows: readonly BucketRow[]): RateAxis {
  const all = rows.map(({ finalRate }) => finalRate ?? 0);
  const sure = rows.flatMap(({ reliableRate }) => (reliableRate === null ? [] : [reliableRate]));
  const highest = Math.max(0, ...(sure.length > 0 ? sure : all));
  const top = [0.1, 0.2, 0.4, 0.6, 0.8].find((each) => highest <= each) ?? 1;
  return {
    domain: [0, top],
    ticks: [0, 1, 2, 3, 4].map((part) => (part / 4) * top),
  };
}
