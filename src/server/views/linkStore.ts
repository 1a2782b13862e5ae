import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ApiError } from '../../contract/errors';
import type { StateQuery, StateStore } from '../state/stateStore';
import { lockUser } from './lockUser';

/** Limit for one user; each link can have 120,000 characters. */
const MAX_LINKS = 1000;

/** Stores a query as a short link. @returns its id, the same for the same query of the same user. */
export async function storeLink(store: StateStore, userId: string, query: string): Promise<string> {
  const digest = createHash('sha256').update(query).digest('hex');
  return store.transaction(async (transaction) => {
    await lockUser(transaction, userId);
    const known = await ids(transaction, 'SELECT id FROM short_links WHERE user_id = $1 AND digest = $2', [
      userId,
      digest,
    ]);
    if (known[0] !== undefined) return known[0];
    const all = await ids(transaction, 'SELECT id FROM short_links WHERE user_id = $1', [userId]);
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
  const rows = z
    .array(z.object({ query: z.string() }))
    .parse(await store.query('SELECT query FROM short_links WHERE id = $1', [id]));
  return rows[0]?.query;
}

async function ids(store: StateQuery, text: string, values: readonly string[]): Promise<string[]> {
  const rows = z.array(z.object({ id: z.string() })).parse(await store.query(text, values));
  return rows.map(({ id }) => id);
}
