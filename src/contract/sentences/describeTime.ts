import { formatDay } from '../format/days';
import { formatTime } from '../format/format';
import { formatCount } from '../format/numbers';
import { formatList } from '../format/text';
import type { TimestampFilter } from '../query/filters';
import { parseRelative, type RelativeBound } from '../time/timeBounds';
import { type TimeUnit, UNITS } from '../time/units';
import { isDateOnly } from '../time/wallTime';

/** Filters on timestamps in plain words: "today", "in the last 30 days", "on or after 1 Oct 2026". */

/** A filter that compares with something. */
type Bounded = Exclude<TimestampFilter, { comparator: 'isEmpty' | 'isNotEmpty' }>;

export function describeTime(filter: Bounded): string {
  switch (filter.comparator) {
    case 'between':
      return describeRange(filter.from, filter.to);
    case 'in':
      return describeAnyOf(filter.values);
    case 'notIn':
      return `not ${describeAnyOf(filter.values)}`;
    case '=':
      return within(nounOf(filter.value));
    case '!=':
      return `not ${within(nounOf(filter.value))}`;
    case '>':
      return `after ${nounOf(filter.value, 'end').text}`;
    case '<':
      return `before ${nounOf(filter.value, 'start').text}`;
    case '>=': {
      const noun = nounOf(filter.value, 'start');
      return noun.kind === 'moment' ? `from ${noun.text} on` : `${PREPOSITION[noun.kind]} or after ${noun.text}`;
    }
    case '<=': {
      const noun = nounOf(filter.value, 'end');
      return noun.kind === 'moment' ? `up to ${noun.text}` : `${PREPOSITION[noun.kind]} or before ${noun.text}`;
    }
  }
}

/** What a bound is called; `named` units ("today", "last month") need no preposition. */
interface Noun {
  kind: 'day' | 'time' | 'moment' | 'unit' | 'namedDay' | 'namedUnit';
  text: string;
}

const PREPOSITION = { day: 'on', time: 'at', moment: 'at', unit: 'in', namedDay: 'on', namedUnit: 'in' } as const;

function within({ kind, text }: Noun): string {
  return isNamed(kind) ? text : `${PREPOSITION[kind]} ${text}`;
}

function isNamed(kind: Noun['kind']): boolean {
  return kind === 'namedDay' || kind === 'namedUnit';
}

function describeAnyOf(values: readonly string[]): string {
  const nouns = [...new Set(values)].map((value) => nounOf(value));
  // The comma between date and time would read as the list's.
  const list = formatList(
    nouns.map(({ text }) => text.replace(',', '')),
    'or',
    'any of',
  );
  const prepositions = [...new Set(nouns.map(({ kind }) => (isNamed(kind) ? '' : PREPOSITION[kind])))];
  const preposition = prepositions.length === 1 ? prepositions[0] : 'within';
  return preposition === '' ? list : `${preposition} ${list}`;
}

function describeRange(from: string, to: string): string {
  const first = nounOf(from, 'start');
  const last = nounOf(to, 'end');
  if (first.text === last.text) return within(first);
  const start = parseRelative(from);
  const end = parseRelative(to);
  if (to === 'now' && start !== null && start.round === undefined && start.amount < 0) {
    return `in the last ${describeAmount(start)}`;
  }
  if (from === 'now' && end !== null && end.round === undefined && end.amount > 0) {
    return `in the next ${describeAmount(end)}`;
  }
  return `from ${first.text} to ${last.text}`;
}

const DAY_START = ' 00:00:00';
const DAY_END = ' 23:59:59';

/**
 * @param end which end of the bound's interval counts: midnight as a start and the day's last second as an
 * end are the day itself.
 */
function nounOf(text: string, end?: 'start' | 'end'): Noun {
  const bound = parseRelative(text);
  if (bound !== null) return relativeNoun(bound);
  const isWholeDay =
    isDateOnly(text) || (end === 'start' && text.endsWith(DAY_START)) || (end === 'end' && text.endsWith(DAY_END));
  if (isWholeDay) return { kind: 'day', text: formatDay(text) };
  return { kind: 'time', text: formatTime(text, end !== 'start' || !text.endsWith(':00')) };
}

function relativeNoun(bound: RelativeBound): Noun {
  const { amount, unit, round } = bound;
  const moment = amount === 0 ? 'now' : `${describeAmount(bound)} ${amount < 0 ? 'ago' : 'from now'}`;
  if (round === undefined) return { kind: 'moment', text: moment };
  const name = amount === 0 || unit === round ? UNIT_NAMES[round][amount + 1] : undefined;
  if (name !== undefined) return { kind: round === 'd' ? 'namedDay' : 'namedUnit', text: name };
  const of = unit === round ? '' : 'of ';
  return { kind: round === 'd' ? 'day' : 'unit', text: `the ${UNITS[round].name} ${of}${moment}` };
}

/** The unit before the current one, the current one, the one after. "Last hour" would read as the past 60 minutes. */
const UNIT_NAMES: Record<TimeUnit, readonly [string, string, string]> = {
  s: ['the previous second', 'this second', 'the following second'],
  m: ['the previous minute', 'this minute', 'the following minute'],
  h: ['the previous hour', 'this hour', 'the following hour'],
  d: ['yesterday', 'today', 'tomorrow'],
  w: ['last week', 'this week', 'next week'],
  M: ['last month', 'this month', 'next month'],
  Q: ['last quarter', 'this quarter', 'next quarter'],
  y: ['last year', 'this year', 'next year'],
};

function describeAmount({ amount, unit }: RelativeBound): string {
  const count = Math.abs(amount);
  return `${formatCount(count)} ${UNITS[unit].name}${count === 1 ? '' : 's'}`;
}
