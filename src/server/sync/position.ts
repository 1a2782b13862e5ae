import { z } from 'zod';
import type { PageRequest } from './pageRequest';
import type { UpstreamRow } from './parsePage';

/**
 * The cursor of a run, so that it can be resumed. Pages begin after the last key read and never at an offset: rows
 * that change between two pages would shift the offset, and some would be missed.
 */
const idSchema = z.int().nonnegative();
const byIdSchema = z.object({ by: z.literal('id'), next: idSchema });
const byTimeSchema = z.object({
  by: z.enum(['modifiedAt', 'createdAt']),
  /** The last time that was read. */
  from: z.string(),
  /** Among rows of exactly that time: the next id. Only where they fill more than a page. */
  nextId: idSchema.optional(),
  /** All rows of that time have been read. */
  after: z.literal(true).optional(),
});
export const positionSchema = z.union([byIdSchema, byTimeSchema]);
export type Position = z.infer<typeof positionSchema>;

export function requestAt(position: Position, limit: number): PageRequest {
  const page = { direction: 'asc', limit } as const;
  if (position.by === 'id') {
    return { ...page, orderBy: 'id', filters: [{ key: 'id', comparator: '>=', value: position.next }] };
  }
  const { by, from, nextId, after } = position;
  if (nextId === undefined) {
    return { ...page, orderBy: by, filters: [{ key: by, comparator: after === true ? '>' : '>=', value: from }] };
  }
  const ties = [
    { key: by, comparator: '=', value: from },
    { key: 'id', comparator: '>=', value: nextId },
  ] as const;
  return { ...page, orderBy: 'id', filters: ties };
}

/** Where the next page begins; undefined when this was the last one. */
export function positionAfter(position: Position, rows: readonly UpstreamRow[], limit: number): Position | undefined {
  const last = rows.at(-1);
  const isLast = last === undefined || rows.length < limit;
  if (position.by === 'id') return isLast ? undefined : { by: 'id', next: last.id + 1 };
  const { by, from, nextId } = position;
  if (nextId !== undefined) return isLast ? { by, from, after: true } : { by, from, nextId: last.id + 1 };
  if (isLast) return undefined;
  const time = last[by];
  if (time === null) throw new Error('a page by time holds a row without one');
  // The page may have ended among rows of one time, so that time is read again; if it fills pages, by id.
  return time === from && position.after === undefined ? { by, from, nextId: 0 } : { by, from: time };
}
