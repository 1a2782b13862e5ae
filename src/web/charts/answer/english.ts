import { formatDay } from '../../../contract/format/days';
import { formatShare } from '../../../contract/format/format';
import { formatCount } from '../../../contract/format/numbers';
import { formatText } from '../../../contract/format/text';
import type { Bucket } from '../../../contract/query/requests';
import { formatWallTime, parseWallTime } from '../../../contract/time/wallTime';
import { dayOfYear, monthOf } from '../formatBuckets';
import { formatPeriodBefore } from '../formatPeriods';
import { formatPoints } from '../why/points';
import type { Value } from './answer';
import type { Catalogue } from './catalogue';

export const ENGLISH: Catalogue = {
  messages: {
    'rate.all.alone': '{rate} of {n} tickets due were late.',
    'rate.all.more': '{rate} of {n} tickets due were late, {points} more than in {before}.',
    'rate.all.less': '{rate} of {n} tickets due were late, {points} less than in {before}.',
    'rate.all.same': '{rate} of {n} tickets due were late, as in {before}.',
    'rate.closed.alone': '{rate} of {n} tickets closed were late.',
    'rate.closed.more': '{rate} of {n} tickets closed were late, {points} more than in {before}.',
    'rate.closed.less': '{rate} of {n} tickets closed were late, {points} less than in {before}.',
    'rate.closed.same': '{rate} of {n} tickets closed were late, as in {before}.',
    'reason.one': 'Mostly {first} ({firstPoints}).',
    'reason.two': 'Mostly {first} ({firstPoints}) and {second} ({secondPoints}).',
    'above.since': 'Above normal since {when}.',
    'above.until': 'Above normal {when}, normal since.',
    'below.since': 'Below normal since {when}.',
    'below.until': 'Below normal {when}, normal since.',
    'overdue.one': '{overdue} is overdue now.',
    'overdue.other': '{overdue} are overdue now.',
  },
  say,
};

function say(value: Value): string {
  switch (value.kind) {
    case 'share':
      return formatShare(value.share);
    case 'count':
      return formatCount(value.count);
    case 'points':
      return value.signed ? formatPoints(value.tenths) : points(Math.abs(value.tenths));
    case 'name':
      return formatText(value.name);
    case 'periodBefore':
      return formatPeriodBefore(value.previous);
    case 'bucketStart':
      return moment(value.bucket, value.start, value.asOf);
    case 'buckets':
      return span(value);
  }
}

function points(tenths: number): string {
  return `${(tenths / 10).toFixed(1)} ${tenths === 10 ? 'point' : 'points'}`;
}

function span({ bucket, start, end, asOf }: Extract<Value, { kind: 'buckets' }>): string {
  const seconds = parseWallTime(end);
  const last = seconds === null ? end : formatWallTime(seconds - 1);
  const [from, to] = [moment(bucket, start, asOf), moment(bucket, last, asOf)];
  if (from !== to) return `from ${from} to ${to}`;
  return bucket === 'day' ? `on ${from}` : `in ${from}`;
}

/** As exact as the bucket; with the year where it is not the current one. */
function moment(bucket: Bucket, time: string, asOf: string): string {
  const isThisYear = time.slice(0, 4) === asOf.slice(0, 4);
  if (bucket === 'month') return isThisYear ? monthOf(time) : `${monthOf(time)} ${time.slice(0, 4)}`;
  const day = isThisYear ? dayOfYear(time) : formatDay(time);
  return bucket === 'hour' ? `${day}, ${time.slice(11, 16)}` : day;
}
