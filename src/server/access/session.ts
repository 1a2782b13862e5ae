import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Caller } from './caller';
import { type TokenService, unauthenticated, type VerifiedToken } from './tokens';

/** The browser's session: a token in a cookie that scripts cannot read and other sites cannot send. */

const COOKIE = 'ticketlens_session';
/** A session that is not used ends after this; one that is used is renewed once half of it has passed. */
const IDLE_SECONDS = 3600;
/** A working day: the longest that a sign-in link gives. */
const SESSION_SECONDS = 12 * 3600;

export interface SessionSettings {
  tokens: TokenService;
  /** Users reach the page over https, so the cookie must not travel without it. */
  secure: boolean;
}

/** Bearer first, then the cookie, which is renewed while it is used. @throws ApiError unauthenticated. */
export async function authenticate(context: Context, settings: SessionSettings): Promise<Caller> {
  const header = context.req.header('authorization');
  if (header !== undefined) {
    const bearer = /^Bearer +(\S+)$/i.exec(header)?.[1];
    if (bearer === undefined) throw unauthenticated();
    return (await settings.tokens.verify(bearer)).caller;
  }
  const cookie = getCookie(context, COOKIE);
  if (cookie === undefined) throw unauthenticated();
  const session = await settings.tokens.verify(cookie);
  await renewIfHalfOver(context, settings, session);
  return session.caller;
}

async function renewIfHalfOver(context: Context, settings: SessionSettings, session: VerifiedToken): Promise<void> {
  const halfOver = nowSeconds() > (session.issuedAt + session.expiresAt) / 2;
  if (session.until !== undefined && halfOver) await setSession(context, settings, session.caller, session.until);
}

/**
 * Trades a token for a session. Only a sign-in link's token is worth more than its own life: any other could
 * otherwise be stretched beyond what whoever issued it meant.
 */
export async function startSession(context: Context, settings: SessionSettings, token: string): Promise<Caller> {
  const { caller, use, expiresAt, until } = await settings.tokens.verify(token);
  const longest = nowSeconds() + SESSION_SECONDS;
  await setSession(context, settings, caller, use === 'signIn' ? longest : Math.min(until ?? expiresAt, longest));
  return caller;
}

/** @param until seconds since 1970 at which it ends for good. */
async function setSession(context: Context, settings: SessionSettings, caller: Caller, until: number): Promise<void> {
  const seconds = Math.min(IDLE_SECONDS, Math.floor(until - nowSeconds()));
  if (seconds <= 0) return;
  const value = await settings.tokens.issue(caller, 'session', seconds, until);
  setCookie(context, COOKIE, value, { ...cookieOptions(settings), maxAge: seconds });
}

export function endSession(context: Context, settings: SessionSettings): void {
  deleteCookie(context, COOKIE, cookieOptions(settings));
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
