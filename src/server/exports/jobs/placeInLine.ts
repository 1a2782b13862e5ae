import { z } from 'zod';
import { ApiError } from '../../../contract/errors';
import type { StateQuery } from '../../state/stateStore';

/** How many exports one user may have under way. */

/** States that a worker has still to end. */
export const UNDER_WAY = "('queued', 'running', 'mailing')";

/** As many as the page lists; each more makes the statement that picks the next one slower, for everybody. */
const MAX_UNDER_WAY = 100;
/** A file or its mail can take minutes. */
const RETRY_SECONDS = 60;

/**
 * The condition under which a user may have one more. It stands in the statement that puts a job in line, so that many
 * requests at once cannot pass it.
 * @param userId SQL of the user's key.
 */
export function hasPlace(userId: string): string {
  return `(SELECT count(*) FROM export_jobs AS own WHERE coalesce(own.charged_to, own.user_id) = ${userId} AND own.state IN ${UNDER_WAY}) < ${MAX_UNDER_WAY}`;
}

const placeSchema = z.object({ free: z.boolean() });

/** @throws ApiError tooManyRequests when the user has as many under way as one may have. */
export async function requirePlace(store: StateQuery, userId: string): Promise<void> {
  const place = await store.row(placeSchema, `SELECT ${hasPlace('$1')} AS free`, [userId]);
  if (place?.free === true) return;
  throw new ApiError('tooManyRequests', 'You have too many exports under way: wait for one of them, or cancel it', {
    allowed: `at most ${MAX_UNDER_WAY} at once`,
    retryAfter: RETRY_SECONDS,
  });
}
