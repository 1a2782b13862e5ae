/** The one table of units of time: how long each is and what it is called, in relative bounds, on screen and when typed. */

interface Unit {
  /** In full, singular. */
  readonly name: string;
  /** As durations read on screen; those of calendar units vary, and no duration is said in them. */
  readonly short?: string;
  /** Other ways to type it, singular or not. */
  readonly alsoTyped?: readonly string[];
  /** How long it is: seconds, or months of the calendar. */
  readonly seconds?: number;
  readonly months?: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** By the letter that relative bounds have for them; shortest first. */
export const UNITS = {
  s: { name: 'second', short: 's', alsoTyped: ['sec', 'secs', 'sek', 'sekunde', 'sekunden'], seconds: 1 },
  m: { name: 'minute', short: 'min', alsoTyped: ['mins', 'minuten'], seconds: MINUTE },
  h: { name: 'hour', short: 'h', alsoTyped: ['hr', 'hrs', 'std', 'stunde', 'stunden'], seconds: HOUR },
  d: { name: 'day', short: 'd', alsoTyped: ['tag', 'tage', 'tagen'], seconds: DAY },
  w: { name: 'week', short: 'w', alsoTyped: ['woche', 'wochen'], seconds: 7 * DAY },
  M: { name: 'month', months: 1 },
  Q: { name: 'quarter', months: 3 },
  y: { name: 'year', months: 12 },
} as const satisfies Record<string, Unit>;

export type TimeUnit = keyof typeof UNITS;
/** A unit that is always equally long. */
export type FixedUnit = { [U in TimeUnit]: (typeof UNITS)[U] extends { seconds: number } ? U : never }[TimeUnit];

export const TIME_UNITS = Object.keys(UNITS) as readonly TimeUnit[];
export const FIXED_UNITS = TIME_UNITS.filter(isFixedUnit);

export const MINUTE_SECONDS = UNITS.m.seconds;
export const HOUR_SECONDS = UNITS.h.seconds;
export const DAY_SECONDS = UNITS.d.seconds;

export function isTimeUnit(text: string): text is TimeUnit {
  return Object.hasOwn(UNITS, text);
}

export function isFixedUnit(unit: TimeUnit): unit is FixedUnit {
  return 'seconds' in UNITS[unit];
}

/** The unit that a word names: "day", "days", "d"; undefined for any other word. */
export function unitNamed(word: string): TimeUnit | undefined {
  return TIME_UNITS.find(
    (unit) =>
      word === UNITS[unit].name || word === `${UNITS[unit].name}s` || (isFixedUnit(unit) && word === UNITS[unit].short),
  );
}
