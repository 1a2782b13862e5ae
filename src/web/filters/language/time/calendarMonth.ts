import { addUnits, floorTo } from '../../../../contract/time/timeBounds';
import { DAY_SECONDS, type TimeUnit } from '../../../../contract/time/units';
import { formatWallTime, parseWallTime, type WallSeconds } from '../../../../contract/time/wallTime';

/** Days of a calendar's page as `YYYY-MM-DD`, on the contract's own zoneless calendar. */

const WEEKS = 6;

/** Six weeks from the Monday on or before the month's first day; null where the calendar ends. */
export function monthWeeks(day: string): (string | null)[][] {
  const start = floorTo(floorTo(secondsOf(day), 'M'), 'w');
  return Array.from({ length: WEEKS }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => dayAt(start + (week * 7 + weekday) * DAY_SECONDS)),
  );
}

/** The day some units later; the same day where the calendar ends. */
export function shiftDay(day: string, amount: number, unit: TimeUnit): string {
  const shifted = addUnits(secondsOf(day), amount, unit);
  return shifted === null ? day : (dayAt(shifted) ?? day);
}

/** The day that a key goes to in a calendar; undefined when the key is none of its keys. */
export function dayForKey(day: string, key: string, shift: boolean): string | undefined {
  switch (key) {
    case 'ArrowLeft':
      return shiftDay(day, -1, 'd');
    case 'ArrowRight':
      return shiftDay(day, 1, 'd');
    case 'ArrowUp':
      return shiftDay(day, -1, 'w');
    case 'ArrowDown':
      return shiftDay(day, 1, 'w');
    case 'PageUp':
      return shiftDay(day, -1, shift ? 'y' : 'M');
    case 'PageDown':
      return shiftDay(day, 1, shift ? 'y' : 'M');
    case 'Home':
      return dayAt(floorTo(secondsOf(day), 'w')) ?? day;
    case 'End':
      return dayAt(floorTo(secondsOf(day), 'w') + 6 * DAY_SECONDS) ?? day;
    default:
      return undefined;
  }
}

function secondsOf(day: string): WallSeconds {
  const seconds = parseWallTime(day);
  if (seconds === null) throw new Error(`not a day: ${day}`);
  return seconds;
}

function dayAt(seconds: WallSeconds): string | null {
  const day = formatWallTime(seconds).slice(0, 10);
  return parseWallTime(day) === null ? null : day;
}
