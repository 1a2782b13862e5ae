import { isBound, resolveBound } from '../../../../contract/time/timeBounds';
import { FIXED_UNITS, isFixedUnit, type TimeUnit, UNITS, unitNamed } from '../../../../contract/time/units';
import { parseWallTime } from '../../../../contract/time/wallTime';
import { anyOf, formsIn } from '../grammar/grammars';
import type { TimeScope } from './timeScope';
import { MONTH_NAMES, timeInWords } from './timeWords';
import { weekdayText } from './weekday';
import { yearFor } from './yearFor';

/** Times as people type them, turned into the contract's form (src/contract/README.md, section 3). */

/**
 * The bound that a text means; a text that is not understood stays as it is, to be refused in words.
 * @param scope without it, what depends on the moment or on the page's language is not understood.
 */
export function boundText(typed: string, scope?: TimeScope): string {
  const text = typed.trim().replace(/\s+/g, ' ');
  if (isBound(text)) return text;
  const words = timeInWords(text);
  if (isBound(words)) return words;
  const bound =
    absoluteText(words, scope) ??
    relativeText(words.toLowerCase()) ??
    signedText(words.replaceAll(' ', '')) ??
    (scope === undefined ? null : weekdayText(words.toLowerCase(), scope));
  return bound !== null && isBound(bound) ? bound : text;
}

/** `2026-1-5`, `2026/01/05`, `5.1.2026`, `5 Jan 2026`, each with or without a time. */
function absoluteText(text: string, scope: TimeScope | undefined): string | null {
  const match = /^(?:(.+?)(?:,? |T))?(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?( ?[ap]m)?$/i.exec(text);
  const [, day, said = '', minute, second = '00', half] = match ?? [];
  if (minute === undefined && half === undefined) return dateText(text.replace(/,$/, ''), scope);
  const date = day === undefined ? dayNamed('today', scope) : (dateText(day, scope) ?? dayNamed(day, scope));
  const hour = hourOf(Number(said), half);
  return date === null || hour === null ? null : `${date} ${hour}:${minute ?? '00'}:${second}`;
}

/** "yesterday", "Monday" as a date. */
function dayNamed(text: string, scope: TimeScope | undefined): string | null {
  if (scope === undefined) return null;
  const { first, last } = resolveBound(boundText(text, scope), scope.asOf) ?? {};
  return first !== undefined && first.slice(0, 10) === last?.slice(0, 10) ? first.slice(0, 10) : null;
}

/** Of 24 hours, with two digits; null for "14 pm". */
function hourOf(said: number, half: string | undefined): string | null {
  const isPast = half !== undefined && (said < 1 || said > 12);
  const hour = half === undefined ? said : (said % 12) + (/p/i.test(half) ? 12 : 0);
  return isPast ? null : String(hour).padStart(2, '0');
}

const DAY = `(\\d{1,2})(?:${anyOf(formsIn(({ ordinals }) => ordinals).filter((each) => each !== ''))}|\\.)?`;
const MONTH = '([a-z]{3,9})\\.?';
const DAY_AND_MONTH = new RegExp(`^${DAY} ?(?:of )?${MONTH}(?:,? (\\d{4}))?$`, 'i');
const MONTH_AND_DAY = new RegExp(`^${MONTH} ${DAY}(?:,? (\\d{4}))?$`, 'i');

function dateText(text: string, scope: TimeScope | undefined): string | null {
  const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (yearFirst !== null) return joined(yearFirst[1], yearFirst[3], yearFirst[4]);
  // Dots stand between days and months in one order everywhere.
  const dotted = /^(\d{1,2})\. ?(\d{1,2})(?:\.(?: ?(\d{4}|\d{2}))?)?$/.exec(text);
  if (dotted !== null) return dayText(dotted[1], dotted[2], dotted[3], scope);
  const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/.exec(text);
  if (slashed !== null) return orderedText(slashed, scope);
  const dayFirst = DAY_AND_MONTH.exec(text);
  if (dayFirst !== null) return dayText(dayFirst[1], String(monthOf(dayFirst[2] ?? '')), dayFirst[3], scope);
  const monthFirst = MONTH_AND_DAY.exec(text);
  return monthFirst === null
    ? null
    : dayText(monthFirst[2], String(monthOf(monthFirst[1] ?? '')), monthFirst[3], scope);
}

/** 11/12/2026 is a different day here and there. */
function orderedText([, first, second, year]: RegExpExecArray, scope: TimeScope | undefined): string | null {
  switch (scope?.dayOrder) {
    case 'dayFirst':
      return dayText(first, second, year, scope);
    case 'monthFirst':
      return dayText(second, first, year, scope);
    default:
      return null;
  }
}

/** A day, in the year that `yearFor` gives where none is said; null for one that there is not. */
function dayText(day = '', month = '', year: string | undefined, scope: TimeScope | undefined): string | null {
  if (month === '0') return null;
  if (year !== undefined) return joined(year.length === 2 ? `20${year}` : year, month, day);
  if (scope === undefined) return null;
  const dayIn = (each: number) => joined(String(each), month, day);
  const found = dayIn(yearFor(dayIn, scope.asOf, scope.key));
  return parseWallTime(found) === null ? null : found;
}

/** 1..12; 0 when the word is no month's. */
export function monthOf(word: string): number {
  const start = word.toLowerCase();
  return start.length < 3 ? 0 : MONTH_NAMES.findIndex((name) => name.startsWith(start)) + 1;
}

/** Whether the reader's word is a month's name. */
export function isMonth(word: string): boolean {
  return MONTH_NAMES.includes(word);
}

function joined(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const NAMED_DAYS: Readonly<Record<string, string>> = {
  today: 'now/d',
  yesterday: 'now-1d/d',
  tomorrow: 'now+1d/d',
  'day before yesterday': 'now-2d/d',
  'day after tomorrow': 'now+2d/d',
};
const SHIFTS: Readonly<Record<string, string>> = {
  this: '',
  last: '-1',
  next: '+1',
  'before last': '-2',
  'after next': '+2',
};

/** `today`, `last month`, `month before last`, `30 days ago`, `3 days from now`. */
function relativeText(text: string): string | null {
  const day = Object.hasOwn(NAMED_DAYS, text) ? NAMED_DAYS[text] : undefined;
  if (day !== undefined) return day;
  const [, before, word = '', after] =
    /^(?:(this|last|next) )?([a-z]+)(?: (before last|after next))?$/.exec(text) ?? [];
  const [whole, which] = [unitNamed(word), before ?? after];
  // "In the last weeks" does not say how many.
  if (whole !== undefined && which !== undefined && !/..s$/.test(word)) {
    return `now${SHIFTS[which]}${which === 'this' ? '' : whole}/${whole}`;
  }
  const [, said = '', side] = /^((?:\d{1,6}(?:[.,]\d{1,2})? ?[a-z]+ )+)(ago|from now)$/.exec(text) ?? [];
  const distance = distanceText(said);
  return distance === null ? null : `now${side === 'ago' ? '-' : '+'}${distance}`;
}

/** "30d"; "36h" for 1.5 days and for 1 day 12 hours, since bounds count whole units. */
export function distanceText(said: string): string | null {
  const parts = [...said.replaceAll(',', '.').matchAll(/([\d.]+) ?([a-z]+)/g)];
  const [, amount = '', word = ''] = parts[0] ?? [];
  const unit = unitNamed(word);
  if (parts.length === 1 && unit !== undefined && !amount.includes('.')) return `${amount}${unit}`;
  // Half a year is six months.
  const months = unit !== undefined && !isFixedUnit(unit) ? Number(amount) * UNITS[unit].months : 0;
  if (parts.length === 1 && months > 0 && Number.isInteger(months)) return `${months}M`;
  const seconds = parts.reduce((sum, [, number, name = '']) => sum + Number(number) * secondsOf(unitNamed(name)), 0);
  const whole = FIXED_UNITS.toReversed().find((each) => seconds > 0 && seconds % UNITS[each].seconds === 0);
  return whole === undefined ? null : `${seconds / UNITS[whole].seconds}${whole}`;
}

function secondsOf(unit: TimeUnit | undefined): number {
  return unit !== undefined && isFixedUnit(unit) ? UNITS[unit].seconds : Number.NaN;
}

/** `-30d` and `now - 30d`. */
function signedText(text: string): string | null {
  if (/^now[+-]/i.test(text)) return `now${text.slice(3)}`;
  return /^[+-]\d/.test(text) ? `now${text}` : null;
}
