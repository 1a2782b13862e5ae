import { z } from 'zod';
import { closestLanguage, type Language } from '../../contract/texts/language';
import { DAY_SECONDS } from '../../contract/time/units';
import type { RowKeys } from '../state/rowKeys';
import type { StateQuery } from '../state/stateStore';
import { ownerOf, type User } from './principal';
import type { Revocations } from './revocations';
import { storedCallerSchema } from './storedCaller';

/**
 * Who signed in last, and when: by these rights mails are made that nobody is there to ask for. Signed, so that nobody
 * gets rights by writing them into the store.
 */

const rowSchema = z.object({
  user_id: z.string(),
  caller: storedCallerSchema,
  token_id: z.string().nullable(),
  language: z.string().nullable(),
  signed_at: z.date(),
  signature: z.string(),
});
type Row = z.infer<typeof rowSchema>;

export interface SignIn {
  user: User;
  language: Language;
  at: Date;
  /** Of the API token that it began with. */
  tokenId: string | null;
}

/** What was proven at a moment: who, and by which token that can be revoked. */
export interface Proof {
  user: User;
  tokenId?: string | undefined;
  /** Undefined where the program names none: then the one before stays. */
  language: Language | undefined;
}

export async function recordProof(
  store: StateQuery,
  keys: RowKeys,
  { user, tokenId = undefined, language }: Proof,
  now: Date,
): Promise<void> {
  const row = { user_id: ownerOf(user), caller: user, token_id: tokenId ?? null, signed_at: now };
  await store.query(
    `INSERT INTO sign_ins (user_id, caller, token_id, language, signed_at, signature) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (user_id) DO UPDATE SET caller = EXCLUDED.caller, token_id = EXCLUDED.token_id,
       language = coalesce(EXCLUDED.language, sign_ins.language), signed_at = EXCLUDED.signed_at,
       signature = EXCLUDED.signature`,
    [row.user_id, user, row.token_id, language ?? null, now, keys.sign(signedRow(row))],
  );
}

/** The language that a user reads by now. */
export async function noteLanguage(store: StateQuery, userId: string, language: Language): Promise<void> {
  await store.query('UPDATE sign_ins SET language = $2 WHERE user_id = $1 AND language IS DISTINCT FROM $2', [
    userId,
    language,
  ]);
}

const COLUMNS = 'user_id, caller, token_id, language, signed_at, signature';

/** The last sign-in of a user; undefined where there is none that counts. */
export async function lastSignIn(
  store: StateQuery,
  keys: RowKeys,
  revocations: Revocations,
  userId: string,
): Promise<SignIn | undefined> {
  const row = await store.row(rowSchema, `SELECT ${COLUMNS} FROM sign_ins WHERE user_id = $1`, [userId]);
  return row === undefined ? undefined : signInOf(row, keys, revocations);
}

/** The last sign-in by an email address, whatever its case. */
export async function lastSignInBy(
  store: StateQuery,
  keys: RowKeys,
  revocations: Revocations,
  email: string,
): Promise<SignIn | undefined> {
  const text = `SELECT ${COLUMNS} FROM sign_ins WHERE lower(caller ->> 'email') = lower($1) ORDER BY signed_at DESC`;
  const rows = await store.rows(rowSchema, text, [email]);
  return rows.map((row) => signInOf(row, keys, revocations)).find((each) => each !== undefined);
}

/** @param days after which rights are not believed any more. */
export function isFresh({ at }: SignIn, now: Date, days: number): boolean {
  return now.getTime() - at.getTime() <= days * DAY_SECONDS * 1000;
}

function signInOf(row: Row, keys: RowKeys, revocations: Revocations): SignIn | undefined {
  const isSigned = keys.isSigned({ ...signedRow(row), signature: row.signature });
  if (!isSigned || revocations.has(row.token_id ?? undefined)) return undefined;
  const { caller: user, signed_at: at, token_id: tokenId } = row;
  return { user, at, tokenId, language: closestLanguage([row.language ?? 'en']) };
}

/** In the form of a job, and unlike any: no job has this text for its request. */
function signedRow({ user_id, caller, token_id, signed_at }: Omit<Row, 'language' | 'signature'>) {
  const { id, email, name, permissions, fromProvider } = caller;
  return {
    id: 'sign-in',
    user_id,
    caller: { id, email, name, permissions, fromProvider },
    query: `token ${token_id ?? ''}`,
    deliver_to: email,
    level: null,
    signed_at,
  };
}
