import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { ApiError } from '../../contract/errors';
import type { PrivacyLevel } from '../../contract/privacy';
import { HOUR_SECONDS } from '../../contract/time/units';
import type { StateStore } from '../state/stateStore';
import type { SessionSpan, VerifiedToken } from './claims';
import { hasEnded, rememberEnded } from './endedSessions';
import { principalOf, type SignedInPrincipal, type User } from './principal';
import { type TokenService, unauthenticated } from './tokens';

/** The browser's session: a token in a cookie that scripts cannot read and other sites cannot send. */

const COOKIE = 'ticketlens_session';
/** A session that is not used ends after this; one that is used is renewed once half of it has passed. */
const IDLE_SECONDS = HOUR_SECONDS;
/** A working day: the longest that a sign-in link gives. */
const SESSION_SECONDS = 12 * HOUR_SECONDS;

export interface SessionSettings {
  tokens: TokenService;
  /** Sessions that have ended are remembered here. */
  state: StateStore;
  /** Users reach the page over https, so the cookie must not travel without it. */
  secure: boolean;
}

/** A cookie's token, which serves as nothing else. */
type SessionToken = VerifiedToken & { session: SessionSpan };

/**
 * Bearer first, then the cookie, which is renewed while it is used.
 * @param level of the whole server.
 * @throws ApiError unauthenticated.
 */
export async function authenticate(
  context: Context,
  settings: SessionSettings,
  level: PrivacyLevel,
): Promise<SignedInPrincipal> {
  return principalOf(await signedInUser(context, settings), level);
}

async function signedInUser(context: Context, settings: SessionSettings): Promise<User> {
  const header = context.req.header('authorization');
  if (header !== undefined) {
    const bearer = /^Bearer +(\S+)$/i.exec(header)?.[1];
    if (bearer === undefined) throw unauthenticated();
    return (await verifyBearer(settings, bearer)).user;
  }
  const session = await readSession(context, settings);
  const halfOver = nowSeconds() > (session.issuedAt + session.expiresAt) / 2;
  if (halfOver) await setSession(context, settings, session.user, session.session);
  return session.user;
}

/** A cookie that was copied out of its browser is worth nothing outside of one. */
async function verifyBearer({ tokens }: SessionSettings, token: string): Promise<VerifiedToken> {
  const verified = await tokens.verify(token);
  if (verified.use === 'session') throw unauthenticated();
  return verified;
}

async function readSession(context: Context, { tokens, state }: SessionSettings): Promise<SessionToken> {
  const cookie = getCookie(context, COOKIE);
  if (cookie === undefined) throw unauthenticated();
  const { session, ...verified } = await tokens.verify(cookie);
  if (session === undefined || verified.use !== 'session' || (await hasEnded(state, session))) throw unauthenticated();
  return { ...verified, session };
}

/**
 * Trades a token for a session. Only a sign-in link's token is worth more than its own life: any other could
 * otherwise be stretched beyond what whoever issued it meant.
 * @param level of the whole server.
 * @param record told who signs in before anything is given to them; what it throws keeps the session from beginning.
 */
export async function startSession(
  context: Context,
  settings: SessionSettings,
  token: string,
  level: PrivacyLevel,
  record: (principal: SignedInPrincipal) => Promise<void>,
): Promise<SignedInPrincipal> {
  const { user, use, expiresAt } = await verifyBearer(settings, token);
  await record(principalOf(user, level));
  const longest = nowSeconds() + SESSION_SECONDS;
  const until = use === 'signIn' ? longest : Math.min(expiresAt, longest);
  await setSession(context, settings, user, { id: randomUUID(), until });
  return principalOf(user, level);
}

async function setSession(
  context: Context,
  settings: SessionSettings,
  user: User,
  session: SessionSpan,
): Promise<void> {
  const seconds = Math.min(IDLE_SECONDS, Math.floor(session.until - nowSeconds()));
  if (seconds <= 0) return;
  const value = await settings.tokens.issue(user, 'session', seconds, session);
  setCookie(context, COOKIE, value, { ...cookieOptions(settings), maxAge: seconds });
}

/**
 * Ends it in the browser and, whoever else has its cookie, on the server.
 * @returns whose it was; undefined when there was none.
 */
export async function endSession(context: Context, settings: SessionSettings): Promise<User | undefined> {
  const session = await readSession(context, settings).catch((error: unknown) => {
    // Nothing is left to end.
    if (error instanceof ApiError && error.code === 'unauthenticated') return undefined;
    throw error;
  });
  if (session !== undefined) await rememberEnded(settings.state, session.session);
  deleteCookie(context, COOKIE, cookieOptions(settings));
  return session?.user;
}

function cookieOptions({ secure }: SessionSettings): {
  httpOnly: true;
  sameSite: 'Strict';
  path: string;
  secure: boolean;
} {
  return { httpOnly: true, sameSite: 'Strict', path: '/', secure };
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
