import { byLocale, say, spokenLocale } from '../texts/texts';

/** Days of wall times in the spoken language. */

/** The day of a wall time as `23 Nov 2026`. */
export function formatDay(wallTime: string): string {
  return `${formatDayOfYear(wallTime)} ${wallTime.slice(0, 4)}`;
}

/** Without its year: `23 Nov`, `23. Nov.`. */
export function formatDayOfYear(wallTime: string): string {
  const month = monthNames(spokenLocale()).ofDays[Number(wallTime.slice(5, 7)) - 1] ?? '';
  return say('format.dayOfYear', { day: Number(wallTime.slice(8, 10)), month });
}

/** `23`, `23.`: the month follows once for several days. */
export function formatDayOfMonth(wallTime: string): string {
  return say('format.dayOfMonth', { day: Number(wallTime.slice(8, 10)) });
}

/** The month of a wall time, alone: `Nov`. */
export function formatMonth(wallTime: string): string {
  return monthNames(spokenLocale()).alone[Number(wallTime.slice(5, 7)) - 1] ?? '';
}

const monthNames = byLocale((locale) => ({
  /** Behind a day some languages shorten them in another way. */
  ofDays: monthsAs(locale, { day: 'numeric', month: 'short' }),
  alone: monthsAs(locale, { month: 'short' }),
}));

function monthsAs(locale: string, options: Intl.DateTimeFormatOptions): string[] {
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => {
    const parts = format.formatToParts(Date.UTC(2000, month, 1));
    return parts.find(({ type }) => type === 'month')?.value ?? '';
  });
}
