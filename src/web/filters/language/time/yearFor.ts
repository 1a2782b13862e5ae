import { type FilterKey, keyFacts } from '../../../../contract/query/filters';
import { parseWallTime } from '../../../../contract/time/wallTime';

/**
 * The year of a day or month that is named without one: the newest in which it has begun; of deadlines, which are mostly
 * to come, the nearest.
 * @param asOf wall time.
 * @param dayIn the day in a year, `YYYY-MM-DD`; one that the year does not have is never the nearest.
 */
export function yearFor(dayIn: (year: number) => string, asOf: string, key: FilterKey): number {
  const now = parseWallTime(asOf.slice(0, 10)) ?? 0;
  const year = Number(asOf.slice(0, 4));
  const isNearest = liesAhead(key);
  const distance = (each: number) => {
    const time = parseWallTime(dayIn(each));
    return time === null || (!isNearest && time > now) ? Number.POSITIVE_INFINITY : Math.abs(time - now);
  };
  return [year, year - 1, year + 1].sort((a, b) => distance(a) - distance(b))[0] ?? year;
}

/** Whether a day without its year, or a weekday, is looked for in what is to come. */
export function liesAhead(key: FilterKey): boolean {
  const facts = keyFacts(key);
  return facts.kind === 'timestamp' && facts.liesAhead === true;
}
