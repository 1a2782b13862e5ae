import { z } from 'zod';
import { DAY_SECONDS, HOUR_SECONDS } from '../../contract/time/units';
import { FIRST_YEAR, formatWallTime, parseWallTime } from '../../contract/time/wallTime';
import type { PageRequest, TimeField } from './pageRequest';
import type { UpstreamRow } from './parsePage';

/** The newest times and the greatest id of an upstream when a run began, in its own wall time: where the next run starts. */
export const watermarksSchema = z.object({ modifiedAt: z.string(), createdAt: z.string(), id: z.int().nonnegative() });
export type Watermarks = z.infer<typeof watermarksSchema>;

export const TIME_FIELDS: readonly TimeField[] = ['modifiedAt', 'createdAt'];

const BEGINNING = `${FIRST_YEAR}-01-01 00:00:00`;

/**
 * Read again at every run. Wall time goes back an hour when clocks change, and a change can become visible later
 * than its timestamp: by a long transaction, a lagging replica, or servers whose clocks differ.
 */
const OVERLAP_SECONDS = 2 * HOUR_SECONDS;

/** Ids are assigned in order, but those of a long transaction become visible late. */
const OVERLAP_IDS = 1000;

export function idsFrom(watermark: number): number {
  return Math.max(0, watermark + 1 - OVERLAP_IDS);
}

/** Where an incremental run begins. */
export function timesFrom(watermark: string): string {
  const seconds = parseWallTime(watermark) ?? 0;
  const first = parseWallTime(BEGINNING) ?? 0;
  return formatWallTime(Math.max(first, seconds - OVERLAP_SECONDS));
}

/**
 * The newest row by a time, but none from the future: one ticket that is dated next year must not keep all others
 * from being read until then. An earlier watermark than needed only reads more rows again, so a clock or zone here
 * that differs does no harm. The lower bound excludes rows without a time, wherever the upstream sorts them.
 * @param now wall time of this server.
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

export function timeWatermark(newest: UpstreamRow | undefined, by: TimeField): string {
  return newest?.[by] ?? BEGINNING;
}

/** Whole runs find deleted tickets, and changes without a new `modifiedAt`. */
export const WHOLE_EVERY_MS = DAY_SECONDS * 1000;
