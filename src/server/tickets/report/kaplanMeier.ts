import { wall } from '../../../contract/query/timeRange';
import type { Percentiles } from '../../../contract/responses/reportResponse';
import type { TicketScope } from '../rows';

/**
 * Kaplan-Meier in SQL: how long tickets take until they are closed, where those that are not closed count for as long as they
 * have taken so far. S(t) is the share that is not closed by t.
 *
 * Of `size` times in order the i-th leaves (size - i) / size, multiplied by 1 + 1 / (size - j) for every open ticket before
 * it, at place j. Between two open tickets that takes no sum, so places are looked for among the stretches between them;
 * where no ticket is open the percentiles are those of quantilesExact.
 */

/** 1 - S has to exceed a level by more than this: rounding moves no percentile. */
const MARGIN = 1e-9;
export const KM_LEVELS = [0.5, 0.9, 0.95, 0.99] as const;

/**
 * The time of a ticket as a SELECT item `kmTime` over the columns closedAt, createdAt and secondsToClose as of a moment:
 * twice the seconds, and one more where it is not closed, so that a closing at the same second comes first. Negative for what
 * is left out: closed after less than no time or an unknown one, or not closed and created after the moment.
 */
export function kmTimeItem({ asOf, clock }: Pick<TicketScope, 'asOf' | 'clock'>): string {
  const age = clock === 'working' ? 'openFor' : `${wall(asOf.time)} - toInt64(createdAt)`;
  return `if(closedAt IS NULL, 2 * (${age}) + 1, ifNull(2 * secondsToClose, -1)) AS kmTime`;
}

/** Which times are counted as closings, and which as of tickets that are still open. */
export const KM_CLOSED = 'kmTime >= 0 AND bitAnd(kmTime, 1) = 0';
export const KM_OPEN = 'kmTime >= 0 AND bitAnd(kmTime, 1) = 1';

/** The times as an aggregate. @param sampling looks at one ticket in so many. */
export function kmTimes(sampling: number, only = 'kmTime >= 0'): string {
  return `groupArrayIf(kmTime, ${only}${sampling === 1 ? '' : ` AND intHash64(id) % ${sampling} = 0`})`;
}

/** Of the last time nobody is left to multiply. */
const LOG_GAIN = 'place -> if(place < kmSize, log1p(1 / (kmSize - place)), 0.)';

/**
 * SELECT items over kmSorted, the times in order. In layers, each a query over the one before: an alias that stands for
 * others is written out by the engine wherever it is used.
 */
const LAYERS = [
  [
    'length(kmSorted) AS kmSize',
    'arrayFilter((place, time) -> bitAnd(time, 1) = 1, arrayEnumerate(kmSorted), kmSorted) AS kmOpens',
  ],
  [
    `arrayMap(sum -> exp(sum), arrayPushFront(arrayCumSum(arrayMap(${LOG_GAIN}, kmOpens)), 0.)) AS kmGains`,
    'arrayPushFront(kmOpens, 0) AS kmStarts',
    'arrayPushBack(kmOpens, kmSize + 1) AS kmEnds',
  ],
];

/** Where S falls below a level for the first time, in a stretch that starts behind the open ticket at `start`. */
function placeIn(start: string, gain: string, level: number): string {
  const needed = `toInt64(floor(kmSize * (1 - ${1 - level - MARGIN} / ${gain})))`;
  return `greatest(${start}, ${needed}) + 1`;
}

/** The stretch that reaches a level, or 0. */
function stretchItem(level: number, index: number): string {
  const reaches = `${placeIn('start', 'gain', level)} < end`;
  return `arrayFirstIndex((start, end, gain) -> ${reaches}, kmStarts, kmEnds, kmGains) AS kmIn${index}`;
}

/** The seconds there, or null. */
function percentileSql(level: number, index: number): string {
  const place = placeIn(`kmStarts[kmIn${index}]`, `kmGains[kmIn${index}]`, level);
  return `if(kmIn${index} = 0, NULL, intDiv(kmSorted[${place}], 2))`;
}

/**
 * @param inner a query whose rows have kmSorted.
 * @param columns of its own to select beside kmPercentiles.
 * @param items to select, over its own columns and the layers'.
 */
export function withPercentiles(
  inner: string,
  levels: readonly number[],
  columns: readonly string[],
  items: readonly string[] = [],
): string {
  const layers = [...LAYERS, levels.map(stretchItem)];
  const steps = layers.reduce((query, layer) => `SELECT *, ${layer.join(', ')} FROM (${query})`, inner);
  const percentiles = `[${levels.map(percentileSql).join(', ')}] AS kmPercentiles`;
  return `SELECT ${[...columns, ...items, percentiles].join(', ')} FROM (${steps})`;
}

/** The share closed once so many of the times have passed, so many of them of open tickets. */
export function closedShareSql(passed: string, openPassed: string): string {
  const left = `greatest(kmSize - ${passed}, kmOpens[-1] = kmSize)`;
  return `1 - ${left} / greatest(kmSize, 1) * kmGains[${openPassed} + 1]`;
}

/** Of the closed tickets alone as an item of withPercentiles, as quantilesExact computes them; zeros where there is none. */
export function closedQuantilesSql(levels: readonly number[]): string {
  const quantiles = levels.map((level) => {
    const rank = `toInt64(${level} * (kmSize - length(kmOpens)))`;
    // Behind so many stretches, so many less one open tickets come before it.
    const stretches = `arrayFirstIndex((end, nth) -> end - nth > ${rank}, kmEnds, arrayEnumerate(kmEnds))`;
    return `intDiv(kmSorted[${rank} + ${stretches}], 2)`;
  });
  return `[${quantiles.join(', ')}]`;
}

/** Of KM_LEVELS. */
export function toPercentiles([p50 = null, p90 = null, p95 = null, p99 = null]: readonly (
  | number
  | null
)[]): Percentiles {
  return { p50, p90, p95, p99 };
}
