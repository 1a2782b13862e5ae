import { formatDay, formatDayOfYear, formatMonth } from '../../format/days';
import { formatShare } from '../../format/format';
import { formatCount, formatFixed } from '../../format/numbers';
import { formatPoints } from '../../format/points';
import { formatText } from '../../format/text';
import type { Bucket } from '../../query/requests';
import { say } from '../../texts/texts';
import { formatWallTime, parseWallTime } from '../../time/wallTime';
import { formatPeriodBefore } from '../formatPeriods';
import type { Value } from './answer';
import type { Reason } from './reasons';

/** A figure or a name as it reads in a sentence. */
export function sayValue(value: Value): string {
  switch (value.kind) {
    case 'share':
      return formatShare(value.share);
    case 'count':
      return formatCount(value.count);
    case 'points':
      return value.signed ? formatPoints(value.tenths) : points(Math.abs(value.tenths));
    case 'name':
      return named(formatText(value.name), value.moved);
    case 'periodBefore':
      return formatPeriodBefore(value.previous);
    case 'asOf':
      return value.isNow ? say('answer.now') : say('answer.asOf', { day: formatDay(value.asOf) });
    case 'span':
      return span(value);
    case 'days':
      return say('answer.days', { n: value.days });
  }
}

/** A value, or that there are more or fewer tickets of it. */
export function named(name: string, moved: Reason['moved'] = 'rate'): string {
  return moved === 'rate' ? name : say(`answer.${moved}`, { name });
}

function points(tenths: number): string {
  return say(tenths === 10 ? 'answer.point' : 'answer.points', { points: formatFixed(tenths / 10, 1) });
}

function span({ bucket, start, end, asOf }: Extract<Value, { kind: 'span' }>): string {
  if (end === null) return say('answer.when.since', { from: moment(bucket, start, asOf) });
  const seconds = parseWallTime(end);
  const last = seconds === null ? end : formatWallTime(seconds - 1);
  const isOneYear = start.slice(0, 4) === last.slice(0, 4) && bucket !== 'hour';
  const to = moment(bucket, last, asOf);
  if (moment(bucket, start, asOf) === to) return say(WITHIN[bucket], { from: to });
  const from = moment(bucket, start, isOneYear ? last : asOf);
  return say(bucket === 'month' ? 'answer.when.monthSpan' : 'answer.when.span', { from, to });
}

const WITHIN = {
  hour: 'answer.when.in',
  day: 'answer.when.on',
  week: 'answer.when.inWeek',
  month: 'answer.when.inMonth',
} as const;

/** As exact as the bucket; with the year where it is not the current one. */
function moment(bucket: Bucket, time: string, asOf: string): string {
  const [year, month] = [time.slice(0, 4), formatMonth(time)];
  const isThisYear = year === asOf.slice(0, 4);
  if (bucket === 'month') return isThisYear ? month : say('answer.monthOfYear', { month, year });
  const day = isThisYear ? formatDayOfYear(time) : formatDay(time);
  return bucket === 'hour' ? say('answer.hour', { day, time: time.slice(11, 16) }) : day;
}
