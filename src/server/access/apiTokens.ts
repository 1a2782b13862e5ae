import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ApiToken, NewApiToken } from '../../contract/responses/commandResponses';
import type { StateQuery } from '../state/stateStore';
import type { TokenService } from './tokens';

/** The list of API tokens that were issued here. The tokens themselves are kept nowhere. */

const rowSchema = z.object({
  id: z.string(),
  holder: z.string(),
  permissions: z.array(z.string()),
  issued_at: z.date(),
  expires_at: z.date(),
  revoked_at: z.date().nullable(),
});
const COLUMNS = Object.keys(rowSchema.shape).join(', ');
/** How long a token that is over stays listed. */
const KEPT = "interval '30 days'";

/** A new token, and the id that it is revoked by. */
export interface IssuedToken {
  id: string;
  token: string;
}

/** Issues a token that can be revoked: it is listed before anybody has it. */
export async function issueApiToken(
  store: StateQuery,
  tokens: TokenService,
  { holder, permissions, ttlSeconds }: NewApiToken,
): Promise<IssuedToken> {
  const id = randomUUID();
  await store.query(`DELETE FROM api_tokens WHERE expires_at < now() - ${KEPT}`);
  await store.query(
    `INSERT INTO api_tokens (id, holder, permissions, issued_at, expires_at)
     VALUES ($1, $2, $3, now(), now() + make_interval(secs => $4))`,
    [id, holder, permissions, ttlSeconds],
  );
  const user = { id: holder, email: holder, name: holder, permissions };
  return { id, token: await tokens.issue(user, 'api', ttlSeconds, { id }) };
}

/** A token as the audit names it, which is nothing that anybody could use. */
export function describeToken({ id, holder, permissions }: Pick<ApiToken, 'id' | 'holder' | 'permissions'>): string {
  return `token ${id} of ${holder} (${permissions.join(', ')})`;
}

/** Newest first. */
export async function listApiTokens(store: StateQuery): Promise<ApiToken[]> {
  const rows = await store.rows(rowSchema, `SELECT ${COLUMNS} FROM api_tokens ORDER BY issued_at DESC, id`);
  return rows.map(toApiToken);
}

/**
 * Marks a token as revoked.
 * @param revoke makes every server refuse it; called with its id and its end in seconds since 1970.
 * @returns undefined when there is no such token.
 */
export async function revokeApiToken(
  store: StateQuery,
  id: string,
  revoke: (id: string, until: number) => Promise<void>,
): Promise<ApiToken | undefined> {
  const row = await store.row(
    rowSchema,
    `UPDATE api_tokens SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1 RETURNING ${COLUMNS}`,
    [id],
  );
  if (row === undefined) return undefined;
  await revoke(row.id, row.expires_at.getTime() / 1000);
  return toApiToken(row);
}

function toApiToken({ id, holder, permissions, ...row }: z.infer<typeof rowSchema>): ApiToken {
  return {
    id,
    holder,
    permissions,
    issuedAt: row.issued_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}
