/**
 * Wall time: `YYYY-MM-DD HH:mm:ss` without a zone, as the instance's clock showed it
 * (src/contract/README.md, section 2). Arithmetic is done on a zoneless calendar, so no hour is lost or doubled when clocks change.
 */

/** Years that the store can hold (DateTime64(0) of ClickHouse). */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2299;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/;

/** Seconds since 1970-01-01 00:00:00 on the zoneless calendar; a number to calculate with, not an instant. */
export type WallSeconds = number;

export function isDateOnly(text: string): boolean {
  return DATE.test(text);
}

/** Parses a date or a date with time; null when the form is wrong or no such day exists (2024-02-30). */
export function parseWallTime(text: string): WallSeconds | null {
  const match = DATE_TIME.exec(text) ?? DATE.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number);
  return fromParts(year ?? 0, month ?? 0, day ?? 0, hour ?? 0, minute ?? 0, second ?? 0);
}

function fromParts(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): WallSeconds | null {
  if (year < FIRST_YEAR || year > LAST_YEAR || hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // Date.UTC rolls 30 February over into March; such a day does not exist.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.getTime() / 1000;
}

/** `YYYY-MM-DD HH:mm:ss` of wall seconds. */
export function formatWallTime(seconds: WallSeconds): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** The beginning of its minute. */
export function minuteOf(wallTime: string): string {
  return `${wallTime.slice(0, -2)}00`;
}

/** The wall time that clocks in `timeZone` (IANA name) show at an instant. */
export function wallTimeIn(timeZone: string, instant: Date): string {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    // The Swedish locale writes ISO dates; hourCycle h23 keeps midnight from being 24:00:00.
    clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    clocks.set(timeZone, clock);
  }
  return clock.format(instant);
}

/** By time zone: making one costs many times what using it does. */
const clocks = new Map<string, Intl.DateTimeFormat>();
