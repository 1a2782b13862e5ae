import { parseWallTime } from '../../../../contract/time/wallTime';
import { shiftDay } from './calendarMonth';
import type { TimeScope } from './timeScope';
import { liesAhead } from './yearFor';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The day that a weekday means: the newest that has begun, of deadlines the one to come. Last and next leave today out. */
export function weekdayText(text: string, scope: TimeScope): string | null {
  const [, which, name = ''] = /^(?:(last|next) |this )?([a-z]+)$/.exec(text) ?? [];
  if (name === 'workday') return workday(scope, which);
  const wanted = weekdayOf(name);
  if (wanted === -1) return dayOfWeek(text, scope);
  const now = parseWallTime(scope.asOf.slice(0, 10)) ?? 0;
  const back = (new Date(now * 1000).getUTCDay() - wanted + 7) % 7;
  const days = {
    last: -back || -7,
    newest: -back,
    coming: (7 - back) % 7,
    next: 7 - back,
  }[which ?? (liesAhead(scope.key) ? 'coming' : 'newest')];
  return shiftDay(scope.asOf.slice(0, 10), days ?? 0, 'd');
}

/** Of Monday to Friday, the last or the next. */
function workday({ asOf }: TimeScope, which: string | undefined): string | null {
  const today = new Date((parseWallTime(asOf.slice(0, 10)) ?? 0) * 1000).getUTCDay();
  const days = which === 'last' ? ({ 0: -2, 1: -3 }[today] ?? -1) : ({ 5: 3, 6: 2 }[today] ?? 1);
  return which === 'last' || which === 'next' ? shiftDay(asOf.slice(0, 10), days, 'd') : null;
}

/** "friday last week", "last week, on friday". */
function dayOfWeek(text: string, { asOf }: TimeScope): string | null {
  const [, first, behind, before, last] =
    /^(?:([a-z]+),? (?:of )?(last|this|next) week|(last|this|next) week,? (?:on )?([a-z]+))$/.exec(text) ?? [];
  const wanted = weekdayOf(first ?? last ?? '');
  if (wanted === -1) return null;
  const weeks = { last: -7, this: 0, next: 7 }[behind ?? before ?? ''] ?? 0;
  const now = new Date((parseWallTime(asOf.slice(0, 10)) ?? 0) * 1000).getUTCDay();
  // Weeks start on Monday.
  return shiftDay(asOf.slice(0, 10), weeks + ((wanted + 6) % 7) - ((now + 6) % 7), 'd');
}

/** 0 for Sunday; -1 for a word of no day. */
function weekdayOf(word: string): number {
  return WEEKDAYS.findIndex((name) => name === word || name.slice(0, 3) === word);
}
