import { z } from 'zod';
import { DAY_SECONDS, HOUR_SECONDS } from '../../contract/time/units';
import { FIRST_YEAR, formatWallTime, parseWallTime } from '../../contract/time/wallTime';
import type { PageRequest, TimeField } from './pageRequest';
import type { UpstreamRow } from './readAnswer';

/** The newest of an upstream when a run began, times in its own wall time: what the next run follows on from. */
export const marksSchema = z.object({ modifiedAt: z.string(), createdAt: z.string(), id: z.int().nonnegative() });
export type Marks = z.infer<typeof marksSchema>;

export const TIME_FIELDS: readonly TimeField[] = ['modifiedAt', 'createdAt'];

const BEGINNING = `${FIRST_YEAR}-01-01 00:00:00`;

/**
 * Read again at every run. Wall time goes back an hour when clocks change, and a change can become visible
 * some time after the moment that it carries: a long transaction, a replica that lags, servers whose clocks differ.
 */
const OVERLAP_SECONDS = 2 * HOUR_SECONDS;

/** Ids are given in order, but a long transaction shows its own late. */
const OVERLAP_IDS = 1000;

export function idsFrom(mark: number): number {
  return Math.max(0, mark + 1 - OVERLAP_IDS);
}

/** Where a run begins that follows on from a mark. */
export function timesFrom(mark: string): string {
  const seconds = parseWallTime(mark) ?? 0;
  const first = parseWallTime(BEGINNING) ?? 0;
  return formatWallTime(Math.max(first, seconds - OVERLAP_SECONDS));
}

/**
 * The newest row by a time, but none from the future: one ticket that claims to be changed next year must not
 * keep all others from being read until then. An earlier mark than needed only reads more again, so a clock
 * or zone of ours that differs does no harm. The lower bound leaves out rows without a time, wherever the upstream sorts them.
 * @param now wall time here.
 */
export function newestRequest(by: TimeField, now: string): PageRequest {
  const filters = [
    { key: by, comparator: '>=', value: BEGINNING },
    { key: by, comparator: '<=', value: now },
  ] as const;
  return { orderBy: by, direction: 'desc', limit: 1, filters };
}

/** The greatest id. */
export const GREATEST_ID: PageRequest = {
  orderBy: 'id',
  direction: 'desc',
  limit: 1,
  filters: [{ key: 'id', comparator: '>=', value: 0 }],
};

export function timeMark(newest: UpstreamRow | undefined, by: TimeField): string {
  return newest?.[by] ?? BEGINNING;
}

/** Whole readings find what has been deleted, and changes that no time tells. */
export const WHOLE_EVERY_MS = DAY_SECONDS * 1000;
