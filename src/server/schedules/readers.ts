import { z } from 'zod';
import type { RowKeys } from '../state/rowKeys';
import type { StateQuery } from '../state/stateStore';

/**
 * What holds between an owner of schedules and somebody whom they have mails sent to, whichever schedule it is: that they
 * unsubscribed, and when they last had one out of turn. Deleting a schedule, and adding it anew, changes nothing of it.
 */

/** Seconds between mails to others that come out of turn. */
export const BETWEEN_HURRIED = 3600;

/** Those who want no further schedules of the owner. */
export async function unsubscribedFrom(
  store: StateQuery,
  ownerId: string,
  userIds: readonly string[],
): Promise<string[]> {
  const text = `SELECT user_id FROM schedule_readers WHERE owner_id = $1 AND user_id = ANY($2::text[])
    AND unsubscribed_at IS NOT NULL`;
  return (await store.rows(userSchema, text, [ownerId, [...userIds]])).map(({ user_id }) => user_id);
}

const userSchema = z.object({ user_id: z.string() });

export async function setUnsubscribed(
  store: StateQuery,
  { ownerId, userId }: Reader,
  at: Date | null,
): Promise<boolean> {
  if (ownerId === userId) return false;
  const text = `INSERT INTO schedule_readers (owner_id, user_id, unsubscribed_at) VALUES ($1, $2, $3)
    ON CONFLICT (owner_id, user_id) DO UPDATE SET unsubscribed_at = EXCLUDED.unsubscribed_at
      WHERE (schedule_readers.unsubscribed_at IS NULL) <> (EXCLUDED.unsubscribed_at IS NULL)
    RETURNING user_id`;
  return (await store.query(text, [ownerId, userId, at])).length > 0;
}

/**
 * Within the transaction that plans the mails.
 * @returns those who may be mailed out of turn now; with that they were.
 */
export async function hurried(
  transaction: StateQuery,
  ownerId: string,
  userIds: readonly string[],
  now: Date,
): Promise<string[]> {
  // A clock that has been put back since does not count.
  const text = `INSERT INTO schedule_readers (owner_id, user_id, hurried_at)
    SELECT $1, who, $3 FROM unnest($2::text[]) AS who ORDER BY who
    ON CONFLICT (owner_id, user_id) DO UPDATE SET hurried_at = EXCLUDED.hurried_at
      WHERE schedule_readers.hurried_at IS NULL
        OR schedule_readers.hurried_at <= EXCLUDED.hurried_at - make_interval(secs => ${BETWEEN_HURRIED})
        OR schedule_readers.hurried_at > EXCLUDED.hurried_at + interval '1 minute'
    RETURNING user_id`;
  return (await transaction.rows(userSchema, text, [ownerId, [...userIds], now])).map(({ user_id }) => user_id);
}

/** When the last of them were mailed out of turn. */
export async function lastHurried(
  store: StateQuery,
  ownerId: string,
  userIds: readonly string[],
): Promise<Date | undefined> {
  const text = 'SELECT max(hurried_at) AS at FROM schedule_readers WHERE owner_id = $1 AND user_id = ANY($2::text[])';
  return (await store.row(z.object({ at: z.date().nullable() }), text, [ownerId, [...userIds]]))?.at ?? undefined;
}

export interface Reader {
  ownerId: string;
  userId: string;
}

/** In the links of mails it stands for both. */
export function readerTag(keys: RowKeys, { ownerId, userId }: Reader): string {
  return keys.unsubscribeTag(ownerId, userId);
}

/** Before a mail with the link is out: it leads somewhere for good. */
export async function keepReader(store: StateQuery, keys: RowKeys, reader: Reader): Promise<void> {
  const { ownerId, userId } = reader;
  if (ownerId === userId) return;
  const text = `INSERT INTO schedule_readers (owner_id, user_id, tag) VALUES ($1, $2, $3)
    ON CONFLICT (owner_id, user_id) DO UPDATE SET tag = EXCLUDED.tag
      WHERE schedule_readers.tag IS DISTINCT FROM EXCLUDED.tag`;
  await store.query(text, [ownerId, userId, readerTag(keys, reader)]);
}

/** @param tag of a link; undefined for one that was not made here. */
export async function readerOf(store: StateQuery, keys: RowKeys, tag: string): Promise<Reader | undefined> {
  const text = 'SELECT owner_id, user_id FROM schedule_readers WHERE tag = $1';
  const row = await store.row(z.object({ owner_id: z.string(), user_id: z.string() }), text, [tag]);
  if (row === undefined) return undefined;
  const reader = { ownerId: row.owner_id, userId: row.user_id };
  // Others who write to the store prove nothing.
  return readerTag(keys, reader) === tag ? reader : undefined;
}
