import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { PERMISSIONS } from '../../contract/privacy';
import { LOCAL_USER_NAME } from '../../contract/texts/serverWords';
import type { StateQuery } from '../state/stateStore';
import type { User } from './principal';

/** Links that sign a browser in once. The store keeps a digest of each: whoever reads it cannot sign in. */

/** A link as the audit names it. */
export const SIGN_IN_LINK = 'a sign-in link';

/** Short, since a link is printed to be used at once. */
export const SIGN_IN_LINK_MINUTES = 15;
/** A used link is known for longer than any session that it began. */
const KEPT = "interval '1 day'";

/** Whoever may read the data folder: every permission. */
const LOCAL_USER: User = {
  id: 'local',
  email: 'you@example.com',
  name: LOCAL_USER_NAME,
  permissions: [...PERMISSIONS],
};

const rowSchema = z.object({
  caller: z.object({ id: z.string(), email: z.string(), name: z.string(), permissions: z.array(z.string()) }),
  expired: z.boolean(),
  session_id: z.string().nullable(),
});

export interface SignInLink {
  user: User;
  expired: boolean;
  /** The session that it began; null while it has not been used. */
  sessionId: string | null;
}

/** @returns the link's address. @param publicUrl where users reach the page. */
export async function makeSignInLink(store: StateQuery, publicUrl: string): Promise<string> {
  const code = randomBytes(32).toString('base64url');
  await store.query(`DELETE FROM sign_in_links WHERE expires_at < now() - ${KEPT}`);
  await store.query(
    'INSERT INTO sign_in_links (digest, caller, expires_at) VALUES ($1, $2, now() + make_interval(mins => $3))',
    [digestOf(code), LOCAL_USER, SIGN_IN_LINK_MINUTES],
  );
  return `${publicUrl}/reporting#link=${code}`;
}

export async function findSignInLink(store: StateQuery, code: string): Promise<SignInLink | undefined> {
  const text = 'SELECT caller, expires_at <= now() AS expired, session_id FROM sign_in_links WHERE digest = $1';
  const row = await store.row(rowSchema, text, [digestOf(code)]);
  return row === undefined ? undefined : { user: row.caller, expired: row.expired, sessionId: row.session_id };
}

/** Spends a link on a session; false when somebody else was first. */
export async function spendSignInLink(store: StateQuery, code: string, sessionId: string): Promise<boolean> {
  const text = 'UPDATE sign_in_links SET session_id = $2 WHERE digest = $1 AND session_id IS NULL RETURNING digest';
  return (await store.query(text, [digestOf(code), sessionId])).length === 1;
}

function digestOf(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}
