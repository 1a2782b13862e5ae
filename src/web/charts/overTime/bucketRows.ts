import type { Bucket } from '../../../contract/query/requests';
import type { ReportAnswer } from '../../../contract/responses/reportResponse';
import { type BreachBase, breachRate } from '../../../contract/sla';
import { formatBucket } from '../formatBuckets';
import { isSmall } from '../states';

/** The buckets of the time axis with their breach rates, and the axis that these need. */

type Buckets = ReportAnswer['overTime']['buckets'];

export type BucketRow = Buckets[number] & {
  label: string;
  /** Why it is drawn lighter. */
  note: string | null;
  rate: number | null;
  of: number;
  small: boolean;
  /** The rate once the bucket is over: tickets that are not due yet cannot be late, which would look like a fall. */
  drawn: number | null;
  /** The same where it is of enough tickets. */
  surely: number | null;
};

/** @param asOf wall time of "now". */
export function bucketRows({ bucket, buckets }: ReportAnswer['overTime'], base: BreachBase, asOf: string): BucketRow[] {
  return buckets.map((each) => toRow(each, bucket, base, asOf));
}

function toRow(bucket: Buckets[number], name: Bucket, base: BreachBase, asOf: string): BucketRow {
  const { rate, of } = breachRate({ ...bucket, noSla: 0 }, base);
  const small = isSmall(of);
  const drawn = bucket.end <= asOf ? rate : null;
  const note = bucket.start > asOf ? 'not due yet' : bucket.cutOff ? 'not the whole period' : null;
  const label = formatBucket(name, bucket.start);
  return { ...bucket, label, note, rate, of, small, drawn, surely: small ? null : drawn };
}

interface RateAxis {
  domain: [number, number];
  ticks: number[];
  allowDataOverflow: boolean;
}

/**
 * To the next quarter that holds every rate worth reading, so that a rate of a few per cent is no flat line: where
 * there are rates of enough tickets, those of a few may leave the chart.
 */
export function rateAxis(rows: readonly BucketRow[]): RateAxis {
  const all = rows.map(({ drawn }) => drawn ?? 0);
  const sure = rows.flatMap(({ surely }) => (surely === null ? [] : [surely]));
  const highest = Math.max(0, ...(sure.length > 0 ? sure : all));
  const top = [0.1, 0.2, 0.4, 0.6, 0.8].find((each) => highest <= each) ?? 1;
  return {
    domain: [0, top],
    ticks: [0, 1, 2, 3, 4].map((part) => (part / 4) * top),
    allowDataOverflow: all.some((rate) => rate > top),
  };
}
