import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { ENDS_HEADER, USER_HEADER } from '../../contract/endpoints/endpoint';
import { ApiError } from '../../contract/errors';
import type { PrivacyLevel } from '../../contract/privacy';
import type { StateStore } from '../state/stateStore';
import type { SessionSpan, VerifiedToken } from './claims';
import { principalOf, type SignedInPrincipal, type User, userKeyOf } from './principal';
import type { Revocations } from './revocations';
import { type CookieSettings, dropCookie, readCookie, writeCookie } from './sessionCookie';
import { type TokenService, unauthenticated } from './tokens';

/** Who calls: by a bearer token, or by the browser's session, which is a token in a cookie. */

export interface SessionSettings extends CookieSettings {
  tokens: TokenService;
  /** Sign-in links are kept here. */
  state: StateStore;
  revocations: Revocations;
}

/** A cookie's token, which serves as nothing else. */
export type SessionToken = VerifiedToken & { session: SessionSpan };

/**
 * Bearer first, then the cookie, which is renewed while it is used.
 * @param level of the whole server.
 * @throws ApiError unauthenticated; otherUser when the sender takes the session for another user's.
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
  const { user, session, issuedAt, expiresAt } = await readSession(context, settings);
  requireExpectedUser(context, user);
  const halfOver = nowSeconds() > (issuedAt + expiresAt) / 2;
  if (halfOver) await setSession(context, settings, user, session);
  else tellSession(context, user, expiresAt - nowSeconds());
  return user;
}

/** The API token that a call, or the session that it comes from, stands on; undefined for none that can be revoked. */
export async function tokenIdOf(context: Context, settings: SessionSettings): Promise<string | undefined> {
  const bearer = /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
  if (bearer !== undefined) return (await verifyBearer(settings, bearer)).id;
  return (await findSession(context, settings))?.session.tokenId;
}

/** Whether what a call brought to sign in with still does, without renewing it: for answers that go on for minutes. */
export async function isStillSignedIn(context: Context, settings: SessionSettings): Promise<boolean> {
  if (context.req.header('authorization') === undefined) return (await findSession(context, settings)) !== undefined;
  return tokenIdOf(context, settings).then(
    () => true,
    () => false,
  );
}

/** A cookie that was copied out of its browser is worth nothing outside of one. */
export async function verifyBearer({ tokens, revocations }: SessionSettings, token: string): Promise<VerifiedToken> {
  const verified = await tokens.verify(token);
  if (verified.use === 'session' || revocations.has(verified.id)) throw unauthenticated();
  return verified;
}

async function readSession(context: Context, settings: SessionSettings): Promise<SessionToken> {
  const session = await findSession(context, settings);
  if (session === undefined) throw unauthenticated();
  return session;
}

/** The live session of the browser, if it has one. */
export async function findSession(context: Context, settings: SessionSettings): Promise<SessionToken | undefined> {
  const cookie = readCookie(context, settings);
  if (cookie === undefined) return undefined;
  const verified = await settings.tokens.verify(cookie).catch((error: unknown) => {
    if (error instanceof ApiError && error.code === 'unauthenticated') return undefined;
    throw error;
  });
  if (verified?.session === undefined || verified.use !== 'session') return undefined;
  const { session } = verified;
  return settings.revocations.has(session.id, session.tokenId) ? undefined : { ...verified, session };
}

/**
 * A tab that was opened as somebody else must neither show nor change anything of whoever is signed in by now.
 * Programs do not say for whom they take themselves.
 */
function requireExpectedUser(context: Context, user: User): void {
  const expected = context.req.header(USER_HEADER);
  if (expected === undefined || expected === userKeyOf(user)) return;
  throw new ApiError('otherUser', `You are now signed in as ${user.name} in this browser`);
}

/** Begins a session that ends for good at `until`, and gives the browser its cookie. */
export async function beginSession(
  context: Context,
  settings: SessionSettings,
  user: User,
  span: Omit<SessionSpan, 'id'> & { id?: string },
): Promise<void> {
  await setSession(context, settings, user, { id: randomUUID(), ...span });
}

/** A session that is not used ends after this; one that is used is renewed once half of it has passed. */
const IDLE_SECONDS = 3600;

async function setSession(
  context: Context,
  settings: SessionSettings,
  user: User,
  session: SessionSpan,
): Promise<void> {
  const seconds = Math.min(IDLE_SECONDS, Math.floor(session.until - nowSeconds()));
  if (seconds <= 0) return;
  writeCookie(context, settings, await settings.tokens.issue(user, 'session', seconds, session), seconds);
  tellSession(context, user, seconds);
}

/** What the page cannot read from the cookie: whose session it is, and how long it goes on unless it is used. */
function tellSession(context: Context, user: User, seconds: number): void {
  context.header(USER_HEADER, userKeyOf(user));
  context.header(ENDS_HEADER, String(Math.max(0, Math.floor(seconds))));
}

/**
 * Ends it in the browser and, whoever else has its cookie, on the server.
 * @returns whose it was; undefined when there was none.
 */
export async function endSession(context: Context, settings: SessionSettings): Promise<User | undefined> {
  const found = await findSession(context, settings);
  if (found !== undefined) {
    requireExpectedUser(context, found.user);
    await settings.revocations.add(found.session.id, found.session.until);
  }
  dropCookie(context, settings);
  return found?.user;
}

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
