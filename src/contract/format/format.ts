import { say } from '../texts/texts';
import { FIXED_UNITS, UNITS } from '../time/units';
import { formatWallTime, parseWallTime } from '../time/wallTime';
import { formatDay } from './days';
import { formatFixed, withPlainMarks } from './numbers';

/** How numbers, durations and times read in the spoken language: the same on screen, in mails and in files' descriptions. */

/** `1 ticket`, `12,412 tickets`. */
export function formatTickets(count: number): string {
  return say('format.tickets', { n: count });
}

/** A share 0..1 as `8.6 %`; a dash where there is nothing to divide by. A few never read as none, nor most as all. */
export function formatShare(share: number | null): string {
  if (share === null) return '–';
  const percent = (share * 100).toFixed(1);
  if (percent === '0.0' && share > 0) return `<${formatFixed(0.1, 1)} %`;
  if (percent === '100.0' && share < 1) return `>${formatFixed(99.9, 1)} %`;
  return `${formatFixed(share * 100, 1)} %`;
}

/** Days are counted on: nobody says weeks of a duration. */
const DURATION_UNITS = ['d', 'h', 'm', 's'] as const;

/**
 * Elapsed seconds as a person says them: `1 d 8 h 15 min`.
 * @param parts how many units to show from the largest one on; the rest is cut, so `1 d 8 h` never claims more than
 * it knows. A zero among them is not said but counts, so that durations side by side are equally exact.
 */
export function formatDuration(seconds: number, parts = 3): string {
  let rest = Math.abs(Math.round(seconds));
  if (rest === 0) return say('format.duration.s', { n: 0 });
  const first = DURATION_UNITS.findIndex((unit) => rest >= UNITS[unit].seconds);
  const words: string[] = [];
  for (const unit of DURATION_UNITS.slice(first, first + parts)) {
    const amount = Math.floor(rest / UNITS[unit].seconds);
    rest -= amount * UNITS[unit].seconds;
    if (amount > 0) words.push(say(`format.duration.${unit}`, { n: amount }));
  }
  return `${seconds < 0 ? '−' : ''}${words.join(' ')}`;
}

/** Every word for a unit of a fixed length, and its seconds. */
const SECONDS_OF = new Map<string, number>(
  FIXED_UNITS.flatMap((letter) => {
    const unit = UNITS[letter];
    const words = [letter, unit.short, unit.name, `${unit.name}s`, ...('alsoTyped' in unit ? unit.alsoTyped : [])];
    return words.map((word) => [word, unit.seconds] as const);
  }),
);
const DURATION = new RegExp(`^-?(\\s*\\d+(\\.\\d+)?\\s*(${[...SECONDS_OF.keys()].join('|')})\\b\\.?)+$`, 'i');

/** Reads `2 d 4 h`, `90 min`, `-1 h`, `2 days`, `1 Tag 8 Std.` or plain seconds; null when it is none of these. */
export function parseDuration(text: string): number | null {
  const trimmed = withPlainMarks(text.trim().replace('−', '-'));
  if (/^-?\d+$/.test(trimmed)) return Number(trimmed);
  if (!DURATION.test(trimmed)) return null;
  const sum = [...trimmed.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/gi)].reduce(
    (total, [, amount, unit]) => total + Number(amount) * (SECONDS_OF.get((unit ?? '').toLowerCase()) ?? 0),
    0,
  );
  return Math.round(sum) * (trimmed.startsWith('-') ? -1 : 1);
}

/** Wall time as `23 Nov 2026, 13:58`; with seconds only where they matter. */
export function formatTime(wallTime: string, withSeconds = false): string {
  const seconds = parseWallTime(wallTime);
  if (seconds === null) return wallTime;
  const time = formatWallTime(seconds);
  return `${formatDay(time)}, ${time.slice(11, withSeconds ? 19 : 16)}`;
}

/** `3.4 MB`; decimal units, as download dialogs show them. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let index = 0;
  while (value >= 1000 && index < units.length - 1) {
    value /= 1000;
    index += 1;
  }
  return `${index === 0 ? value : formatFixed(value, 1)} ${units[index]}`;
}
