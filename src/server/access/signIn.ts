import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { ApiError } from '../../contract/errors';
import type { PrivacyLevel } from '../../contract/privacy';
import type { SignInQuestion } from '../../contract/responses/sessionResponses';
import { HOUR_SECONDS } from '../../contract/time/units';
import { ownerOf, principalOf, type SignedInPrincipal, type User, userKeyOf } from './principal';
import {
  beginSession,
  findSession,
  nowSeconds,
  type SessionSettings,
  type SessionToken,
  verifyBearer,
} from './session';
import { findSignInLink, spendSignInLink } from './signInLinks';

/** Trades a token or a sign-in link for a session. */

/** A working day: the longest that any of them gives. */
const SESSION_SECONDS = 12 * HOUR_SECONDS;

/** What the browser says beside the token or the link. */
export interface SignInChoice {
  /** Key of the user whom the browser was used by last. */
  last?: string | undefined;
  /** Key of the user whom the question named, and whom the new one is to follow. */
  replaces?: string | undefined;
}

/**
 * Told who signs in before a session begins, and whose session it ends in this browser, if it is another user's. What it
 * throws keeps the session from beginning.
 */
export type RecordSignIn = (
  principal: SignedInPrincipal,
  replaced: User | undefined,
  /** The API token that it begins with. */
  tokenId?: string,
) => Promise<void>;

/** Either who is signed in now, or what has to be asked before anything changes. */
export type SignInOutcome = { principal: SignedInPrincipal } | { question: SignInQuestion };

/**
 * The session never outlives the token: else it could be stretched beyond what whoever issued it meant.
 * @param level of the whole server.
 * @throws ApiError unauthenticated.
 */
export async function signInByToken(
  context: Context,
  settings: SessionSettings,
  { token, ...choice }: SignInChoice & { token: string },
  level: PrivacyLevel,
  record: RecordSignIn,
): Promise<SignInOutcome> {
  const { user, expiresAt, id: tokenId } = await verifyBearer(settings, token);
  const current = await findSession(context, settings);
  const question = questionFor(user, current, choice);
  if (question !== undefined) return { question };
  const principal = principalOf(user, level);
  await record(principal, otherThan(user, current)?.user, tokenId);
  await endOther(settings, user, current);
  const until = Math.min(expiresAt, nowSeconds() + SESSION_SECONDS);
  await beginSession(context, settings, user, { until, tokenId });
  return { principal };
}

/**
 * A link works once; in the browser that holds the session which it began it goes on opening the page.
 * @throws ApiError unauthenticated that says why, and how to get another link.
 */
export async function signInByLink(
  context: Context,
  settings: SessionSettings,
  { code, ...choice }: SignInChoice & { code: string },
  level: PrivacyLevel,
  record: RecordSignIn,
): Promise<SignInOutcome> {
  const link = await findSignInLink(settings.state, code);
  if (link === undefined) throw uselessLink('is not valid');
  const { user } = link;
  const current = await findSession(context, settings);
  const principal = principalOf(user, level);
  if (link.sessionId !== null && link.sessionId === current?.session.id) return { principal };
  if (link.sessionId !== null) throw uselessLink('has been used already');
  if (link.expired) throw uselessLink('is too old');
  const question = questionFor(user, current, choice);
  if (question !== undefined) return { question };
  const id = randomUUID();
  // Of two that come at once one is first.
  if (!(await spendSignInLink(settings.state, code, id))) throw uselessLink('has been used already');
  await record(principal, otherThan(user, current)?.user);
  await endOther(settings, user, current);
  await beginSession(context, settings, user, { id, until: nowSeconds() + SESSION_SECONDS });
  return { principal };
}

function uselessLink(why: string): ApiError {
  return new ApiError('unauthenticated', `This sign-in link ${why}. Whoever runs this server gets another one`, {
    allowed: 'npm run link',
  });
}

/**
 * Whoever opens another's link must not become that other without a word: what they do next would be the other's.
 * @returns undefined when nothing has to be asked.
 */
function questionFor(user: User, current: SessionToken | undefined, choice: SignInChoice): SignInQuestion | undefined {
  const own = userKeyOf(user);
  const holder = current === undefined ? choice.last : userKeyOf(current.user);
  if (holder === undefined || holder === own || holder === choice.replaces) return undefined;
  return {
    current: current === undefined ? null : namesOf(current.user),
    next: namesOf(user),
    replaces: holder,
  };
}

function namesOf({ name, email }: User): { name: string; mail: string } {
  return { name, mail: email };
}

/** The cookie of a session that another user's replaces is gone from its browser, and its copies must be worth nothing. */
async function endOther({ revocations }: SessionSettings, user: User, current?: SessionToken): Promise<void> {
  const other = otherThan(user, current);
  if (other !== undefined) await revocations.add(other.session.id, other.session.until);
}

/** The browser's session, if it is another user's. */
function otherThan(user: User, current: SessionToken | undefined): SessionToken | undefined {
  return current === undefined || ownerOf(current.user) === ownerOf(user) ? undefined : current;
}
