import { isBound } from '../../../../contract/time/timeBounds';
import { unitNamed } from '../../../../contract/time/units';

/** Times as people type them, turned into the contract's form (src/contract/README.md, section 3). */

export const TIMES_ALLOWED = 'Use 2026-11-23, 2026-11-23 14:05, or words such as today, 30 days ago, now-30d';

/** The bound that a text means; a text that is not understood stays as it is, to be refused in words. */
export function boundText(typed: string): string {
  const text = typed.trim().replace(/\s+/g, ' ');
  if (isBound(text)) return text;
  const bound = absoluteText(text) ?? relativeText(text.toLowerCase()) ?? signedText(text.replaceAll(' ', ''));
  return bound !== null && isBound(bound) ? bound : text;
}

/** `2026-1-5`, `2026/01/05`, `5.1.2026`, `5 Jan 2026`, each with or without a time. */
function absoluteText(text: string): string | null {
  const match = /^(.+?)(?:,? |T)(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  const date = dateText(match?.[1] ?? text);
  if (date === null || match === null) return date;
  const [, , hour = '', minute = '', second = '00'] = match;
  return `${date} ${hour.padStart(2, '0')}:${minute}:${second}`;
}

export const MONTH_NAMES: readonly string[] = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Only forms with one reading: 11/12/2026 is a different day here and there, so it is none of them. */
function dateText(text: string): string | null {
  const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (yearFirst !== null) return joined(yearFirst[1], yearFirst[3], yearFirst[4]);
  const dayFirst = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (dayFirst !== null) return joined(dayFirst[3], dayFirst[2], dayFirst[1]);
  const named = /^(\d{1,2}) ([a-z]{3,9}) (\d{4})$/i.exec(text);
  return named === null ? null : joined(named[3], String(monthOf(named[2] ?? '')), named[1]);
}

/** 1..12; 0 when the word is no month's. */
export function monthOf(word: string): number {
  const start = word.toLowerCase();
  return start.length < 3 ? 0 : MONTH_NAMES.findIndex((name) => name.startsWith(start)) + 1;
}

function joined(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const NAMED_DAYS: Readonly<Record<string, string>> = {
  today: 'now/d',
  yesterday: 'now-1d/d',
  tomorrow: 'now+1d/d',
};
const SHIFTS: Readonly<Record<string, string>> = { this: '', last: '-1', next: '+1' };

/** `today`, `last month`, `30 days ago`, `3 days from now`. */
function relativeText(text: string): string | null {
  const day = Object.hasOwn(NAMED_DAYS, text) ? NAMED_DAYS[text] : undefined;
  if (day !== undefined) return day;
  const [, which = '', word = ''] = /^(this|last|next) ([a-z]+)$/.exec(text) ?? [];
  const whole = unitNamed(word);
  if (whole !== undefined) return `now${SHIFTS[which]}${which === 'this' ? '' : whole}/${whole}`;
  const [, amount = '', words = '', side] = /^(\d{1,6}) ([a-z]+) (ago|from now)$/.exec(text) ?? [];
  const unit = unitNamed(words);
  return unit === undefined ? null : `now${side === 'ago' ? '-' : '+'}${amount}${unit}`;
}

/** `-30d` and `now - 30d`. */
function signedText(text: string): string | null {
  if (/^now[+-]/i.test(text)) return `now${text.slice(3)}`;
  return /^[+-]\d/.test(text) ? `now${text}` : null;
}
