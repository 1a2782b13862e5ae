import type { Comparator } from '../../../../contract/query/comparators';
import { type Filter, operandsOf, type TimestampFilter } from '../../../../contract/query/filters';
import { resolveBound } from '../../../../contract/time/timeBounds';
import { formatWallTime } from '../../../../contract/time/wallTime';
import { type Compared, comparedWays } from '../draft/comparedWays';
import { anyParticle } from '../grammar/grammars';
import { shiftDay } from '../time/calendarMonth';
import { timeInWords } from '../time/timeWords';
import { namedByFirst, namedByLast } from './names';

/** Hours of the day: of creation on any day, "after 6 pm", and of any time on one day, "closed on Friday after 4 pm". */
export interface Hours {
  /** Of creation on any day; undefined for what is no whole hours. */
  filter?: Filter;
  /** `HH:mm:ss`, both inclusive; `to` before `from` is on the next day. */
  from: string;
  to: string;
}

const HOURS = 24;
const NOON = 12 * 60;
const DAY_END = '23:59:59';

/** Null for words that name no hours. `isFirst` unless "since 8 o'clock" is rather today's. */
export function hoursOf(words: readonly string[]): { hours: Hours; isFirst: boolean } | null {
  for (const rest of [words, ...besideCreated(words)]) {
    for (const compared of comparedWays('createdAt', rest.join(' '))) {
      const hours = hoursAsked(compared);
      if (hours !== null) return { hours, isFirst: compared.comparator !== '>=' };
    }
  }
  return null;
}

/** "Created after 6 pm", "nach 18 Uhr erstellt": the other words. */
export function besideCreated(words: readonly string[]): (readonly string[])[] {
  return [...namedByFirst(words), ...namedByLast(words)]
    .filter(({ key, rest }) => key === 'createdAt' && rest.length > 0)
    .map(({ rest }) => rest);
}

function hoursAsked({ comparator, operand }: Compared): Hours | null {
  const words = timeInWords(operand);
  const [from, to] = ENDS.exec(words)?.slice(1) ?? [];
  if (from !== undefined && to !== undefined) return comparator === 'between' ? between(from, to) : null;
  const minute = minuteOf(words);
  return minute === null ? null : compared(comparator, minute);
}

const ENDS = new RegExp(`^(.+?)(?: ${anyParticle('to')} | ?[-–—] ?)(.+)$`, 'iu');

/** "18:00", "6 pm", "16:30", in minutes of the day; a number by itself is no hour. */
function minuteOf(text: string): number | null {
  if (text === 'noon') return NOON;
  const [, said, minute, half = ''] = /^(\d{1,2})(?::([0-5]\d))?(?: ?([ap])m)?$/i.exec(text) ?? [];
  if (said === undefined || (minute === undefined && half === '')) return null;
  const hour = half === '' ? Number(said) : (Number(said) % 12) + (/p/i.test(half) ? 12 : 0);
  const isThere = half === '' ? hour <= HOURS : Number(said) >= 1 && Number(said) <= 12;
  return isThere ? hour * 60 + Number(minute ?? 0) : null;
}

/** Up to the end of the day, and past it: from 22 to 6 is the night. */
function between(first: string, last: string): Hours | null {
  const to = minuteOf(last);
  const half = last.replace(/^\d{1,2}(?::\d\d)?/, '');
  const from = minuteOf(/^\d{1,2}$/.test(first) ? `${first}${half || ':00'}` : first);
  return from === null || to === null || from === to ? null : spanOf(from, to);
}

/** What is after six o'clock is in the hour of six. */
function compared(comparator: Comparator, minute: number): Hours | null {
  switch (comparator) {
    case '>':
    case '>=':
      return minute < HOURS * 60 ? spanOf(minute, HOURS * 60) : null;
    case '<':
    case '<=':
      return minute > 0 ? spanOf(0, minute) : null;
    case 'between':
      return minute % 60 === 0
        ? spanOf(minute % (HOURS * 60), (minute % (HOURS * 60)) + 60)
        : spanOf(minute, minute + 1);
    default:
      return null;
  }
}

/** From one minute to before another. */
function spanOf(from: number, to: number): Hours {
  const span = { from: clockAt(60 * from), to: clockAt(60 * to - 1) };
  return from % 60 === 0 && to % 60 === 0 ? { ...span, filter: ofCreation(from / 60, to / 60) } : span;
}

function clockAt(seconds: number): string {
  return formatWallTime(seconds).slice(11);
}

function ofCreation(from: number, to: number): Filter {
  const key = 'createdHour';
  if (to === HOURS && from > 0) return { key, comparator: '>=', value: from };
  if (from === 0 && to < HOURS) return { key, comparator: '<', value: to };
  if (to - from === 1) return { key, comparator: '=', value: from };
  if (from < to) return { key, comparator: 'between', from, to: to - 1 };
  const hours = Array.from({ length: HOURS }, (_, hour) => hour);
  return { key, comparator: 'in', values: hours.filter((hour) => hour >= from || hour < to) };
}

/** The hours of a filter's one day; null for a filter of no one day. */
export function onDay(time: TimestampFilter, { from, to }: Hours, asOf: string): TimestampFilter | null {
  const [start, finish = start] = time.comparator === 'between' || time.comparator === '=' ? operandsOf(time) : [];
  const first = resolveBound(String(start), asOf)?.first ?? '';
  const day = first.slice(0, 10);
  if (first !== `${day} 00:00:00` || resolveBound(String(finish), asOf)?.last !== `${day} ${DAY_END}`) return null;
  const end = to < from ? shiftDay(day, 1, 'd') : day;
  return { key: time.key, comparator: 'between', from: `${day} ${from}`, to: `${end} ${to}` };
}
