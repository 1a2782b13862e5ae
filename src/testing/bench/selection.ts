import { formatWallTime } from '../../contract/time/wallTime';

/** Which tickets a question of the benches is about: 18 months and two channels, a third of them. */
export interface Selection {
  /** As the API reads it. */
  filter: string;
  /** The same for the bare engine and PostgreSQL. */
  where: string;
  /** The period before it, which charts compare with. */
  whereBefore: string;
}

const CHANNELS = "channel IN ('email', 'chat')";

/**
 * Of another second for each number, so that no answer is one that is kept.
 * @param to its end.
 */
export function selectionOf(run: number, to = '2025-08-31 23:59:59'): Selection {
  // The run that is not timed is -1.
  const from = formatWallTime(Date.UTC(2024, 2, 1) / 1000 + run + 1);
  return {
    filter:
      `filters[0][key]=createdAt&filters[0][comparator]=between&filters[0][from]=${from}&filters[0][to]=${to}` +
      '&filters[1][key]=channel&filters[1][comparator]=in&filters[1][values][]=email&filters[1][values][]=chat',
    where: `createdAt BETWEEN '${from}' AND '${to}' AND ${CHANNELS}`,
    whereBefore: `createdAt BETWEEN '2022-09-01 00:00:00' AND '2024-02-29 23:59:59' AND ${CHANNELS}`,
  };
}
