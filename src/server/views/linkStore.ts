import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ApiError } from '../../contract/errors';
import { holdLock } from '../state/advisoryLocks';
import type { StateQuery, StateStore } from '../state/stateStore';

/** Limit for one user; each link can have 120,000 characters. */
const MAX_LINKS = 1000;

const idSchema = z.object({ id: z.string() });
const querySchema = z.object({ query: z.string() });

/** Stores a query as a short link. @returns its id, the same for the same query of the same user. */
export async function storeLink(store: StateStore, userId: string, query: string): Promise<string> {
  const digest = createHash('sha256').update(query).digest('hex');
  return store.transaction(async (transaction) => {
    await holdLock(transaction, 'viewsOfUser', userId);
    const sameText = 'SELECT id FROM short_links WHERE user_id = $1 AND digest = $2';
    const known = await transaction.row(idSchema, sameText, [userId, digest]);
    if (known !== undefined) return known.id;
    const all = await transaction.rows(idSchema, 'SELECT id FROM short_links WHERE user_id = $1', [userId]);
    if (all.length >= MAX_LINKS) {
      throw new ApiError('conflict', `You have made ${MAX_LINKS} short links, which is all that are kept`);
    }
    // 128 bits, so that ids cannot be guessed.
    const id = randomBytes(16).toString('base64url');
    await transaction.query(
      'INSERT INTO short_links (id, user_id, digest, query, made_at) VALUES ($1, $2, $3, $4, now())',
      [id, userId, digest, query],
    );
    return id;
  });
}

/** The canonical query of a link of any user. */
export async function findLink(store: StateQuery, id: string): Promise<string | undefined> {
  const link = await store.row(querySchema, 'SELECT query FROM short_links WHERE id = $1', [id]);
  return link?.query;
}
