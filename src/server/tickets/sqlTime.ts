/** Holds wall time: DateTime in a zone would rewrite times in a clock change's gap and clamp years past 2106. */
export const WALL_TIME = "DateTime64(0, 'UTC')";

/** Seconds between two wall times. dateDiff says the same, many times slower on DateTime64. */
export function secondsBetween(from: string, to: string): string {
  return `(toInt64(${to}) - toInt64(${from}))`;
}
