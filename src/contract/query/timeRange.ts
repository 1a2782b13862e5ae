import { resolveBound } from '../time/timeBounds';
import { parseWallTime, type WallSeconds } from '../time/wallTime';
import { type Filter, isFilterOf, type KeyOf } from './filters';

/** Wall seconds of a time that the store or a checked request gave. */
export function wall(text: string): WallSeconds {
  const seconds = parseWallTime(text);
  if (seconds === null) throw new Error(`not a wall time: ${text}`);
  return seconds;
}

/** The stretch of a timestamp column, both ends included, that the filters on it leave; infinite where open. */
export function timeRange(
  filters: readonly Filter[],
  key: KeyOf<'timestamp'>,
  asOf: string,
): { first: WallSeconds; last: WallSeconds } {
  let first = Number.NEGATIVE_INFINITY;
  let last = Number.POSITIVE_INFINITY;
  const lower = (text: string | undefined, shift = 0) => {
    if (text !== undefined) first = Math.max(first, wall(text) + shift);
  };
  const upper = (text: string | undefined, shift = 0) => {
    if (text !== undefined) last = Math.min(last, wall(text) + shift);
  };
  for (const filter of filters) {
    if (!isFilterOf(filter, 'timestamp') || filter.key !== key) continue;
    if (filter.comparator === 'between') {
      lower(resolveBound(filter.from, asOf)?.first);
      upper(resolveBound(filter.to, asOf)?.last);
    }
    if (!('value' in filter)) continue;
    const bound = resolveBound(filter.value, asOf);
    if (filter.comparator === '>=' || filter.comparator === '=') lower(bound?.first);
    if (filter.comparator === '>') lower(bound?.last, 1);
    if (filter.comparator === '<=' || filter.comparator === '=') upper(bound?.last);
    if (filter.comparator === '<') upper(bound?.first, -1);
  }
  return { first, last };
}
