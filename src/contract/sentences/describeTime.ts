import { formatDay } from '../format/days';
import { formatTime } from '../format/format';
import { formatList } from '../format/text';
import type { TimestampFilter } from '../query/filters';
import { say } from '../texts/texts';
import { parseRelative, type RelativeBound } from '../time/timeBounds';
import type { TimeUnit } from '../time/units';
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
      return say('time.not', { what: describeAnyOf(filter.values) });
    case '=':
      return within(nounOf(filter.value));
    case '!=':
      return say('time.not', { what: within(nounOf(filter.value)) });
    default:
      return say(
        BESIDE[filter.comparator],
        behind(nounOf(filter.value, /^(?:>|<=)$/.test(filter.comparator) ? 'end' : 'start')),
      );
  }
}

/** On which side of a moment. */
export const BESIDE = { '>': 'time.after', '<': 'time.before', '>=': 'time.from', '<=': 'time.upTo' } as const;

/** What a relative bound is called by itself: "last month", "90 days ago"; null for a date. */
export function boundWords(text: string): string | null {
  const bound = parseRelative(text);
  return bound === null ? null : relativeNoun(bound).text;
}

/** What a bound is called; `named` units ("today", "last month") need no preposition. */
interface Noun {
  kind: 'day' | 'time' | 'moment' | 'unit' | 'namedDay' | 'namedUnit';
  text: string;
  /** Behind a preposition, where that changes it. */
  behind?: string;
  /** By itself, where it needs no preposition. */
  alone?: string;
}

function within({ kind, text, alone }: Noun): string {
  return say('time.within', alone === undefined ? { kind, noun: text } : { kind: 'namedDay', noun: alone });
}

function behind({ kind, text, behind: changed = text }: Noun) {
  return { kind, noun: changed };
}

function describeAnyOf(values: readonly string[]): string {
  const nouns = [...new Set(values)].map((value) => nounOf(value));
  // The comma between date and time would read as the list's.
  const list = formatList(
    nouns.map(({ text }) => text.replace(',', '')),
    'or',
    'anyOf',
  );
  const [kind, ...others] = [...new Set(nouns.map(asListed))];
  return say('time.anyOf', { kind: kind === undefined || others.length > 0 ? 'mixed' : kind, list });
}

/** Kinds with the same preposition. */
function asListed({ kind }: Noun): Noun['kind'] {
  if (kind === 'namedDay') return 'namedUnit';
  return kind === 'moment' ? 'time' : kind;
}

function describeRange(from: string, to: string): string {
  const first = nounOf(from, 'start');
  const last = nounOf(to, 'last');
  if (first.text === last.text) return within(first);
  const start = parseRelative(from);
  const end = parseRelative(to);
  if (start === null && end === null && from.slice(0, 10) === to.slice(0, 10)) {
    return say('time.hours', { day: formatDay(from), from: clockOf(from, '00:00'), to: clockOf(to, '23:59') });
  }
  if (to === 'now' && start !== null && start.round === undefined && start.amount < 0) {
    return say(`time.last.${start.unit}`, { n: -start.amount });
  }
  if (from === 'now' && end !== null && end.round === undefined && end.amount > 0) {
    return say(`time.next.${end.unit}`, { n: end.amount });
  }
  const { kind, noun } = behind(first);
  return say('time.range', { kind, from: noun, to: behind(last).noun });
}

/** "08:00" and "09:59": a range begins with its first minute and ends with all of its last. */
function clockOf(text: string, whole: string): string {
  return isDateOnly(text) ? whole : text.slice(11).replace(/:00$|(?<=:59):59$/, '');
}

const DAY_START = ' 00:00:00';
const DAY_END = ' 23:59:59';

/**
 * @param end which end of the bound's interval counts: midnight as a start and the day's last second as an
 * end are the day itself; the last end of a range is all of its hour's last minute.
 */
function nounOf(text: string, end?: 'start' | 'end' | 'last'): Noun {
  const bound = parseRelative(text);
  if (bound !== null) return relativeNoun(bound);
  const isWholeDay =
    isDateOnly(text) ||
    (end === 'start' && text.endsWith(DAY_START)) ||
    (end !== undefined && end !== 'start' && text.endsWith(DAY_END));
  if (isWholeDay) return { kind: 'day', text: formatDay(text) };
  const isShort = (end === 'start' && text.endsWith(':00')) || (end === 'last' && text.endsWith(':59:59'));
  return { kind: 'time', text: formatTime(text, !isShort) };
}

function relativeNoun(bound: RelativeBound): Noun {
  const { amount, unit, round } = bound;
  if (round === undefined) return { kind: 'moment', text: momentOf(bound) };
  const place = amount === 0 || unit === round ? PLACES[amount + 1] : undefined;
  if (place !== undefined) {
    const text = say(`time.named.${round}.${place}`);
    return { kind: round === 'd' ? 'namedDay' : 'namedUnit', text, behind: say(`time.behind.${round}.${place}`) };
  }
  if (amount === 2 && unit === 'd' && round === 'd') return { kind: 'namedDay', text: say('time.far.after') };
  if (amount === -2 && unit === round && isNamedFar(unit)) {
    const kind = unit === 'd' ? 'namedDay' : 'namedUnit';
    return { kind, text: say('time.far.before', { unit }), behind: say('time.behind.before', { unit }) };
  }
  const moment = momentOf(bound);
  const text = unit === round ? say(`time.unitAt.${round}`, { moment }) : say(`time.unitOf.${round}`, { moment });
  return { kind: round === 'd' ? 'day' : 'unit', text, ...(round === 'd' && unit === 'd' ? { alone: moment } : {}) };
}

/** Nobody says the second before last. */
function isNamedFar(unit: TimeUnit): boolean {
  return !['s', 'm', 'h'].includes(unit);
}

/** The unit before the current one, the current one, the one after. "Last hour" would read as the past 60 minutes. */
const PLACES = ['previous', 'current', 'following'] as const;

function momentOf({ amount, unit }: RelativeBound): string {
  if (amount === 0) return say('time.now');
  return amount < 0 ? say(`time.ago.${unit}`, { n: -amount }) : say(`time.ahead.${unit}`, { n: amount });
}
