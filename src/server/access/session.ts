import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { issueToken, unauthenticated, type VerifiedToken, verifyToken } from './tokens';

/** The browser's session: a token in a cookie that scripts cannot read and other sites cannot send. */

const COOKIE = 'ticketlens_session';
/** A working day; a sign-in link gives this much. */
const SESSION_SECONDS = 12 * 3600;

/** Bearer first, then the cookie. @throws ApiError unauthenticated. */
export async function authenticate(context: Context, secret: Uint8Array): Promise<VerifiedToken> {
  const header = context.req.header('authorization');
  const bearer = header === undefined ? undefined : /^Bearer +(\S+)$/i.exec(header)?.[1];
  const token = header === undefined ? getCookie(context, COOKIE) : bearer;
  if (token === undefined) throw unauthenticated();
  return verifyToken(secret, token);
}

/**
 * Trades a token for a session cookie. Only a sign-in link's token is worth more than its own life: any
 * other could otherwise be stretched beyond what whoever issued it meant.
 */
export async function startSession(context: Context, secret: Uint8Array, token: string): Promise<VerifiedToken> {
  const verified = await verifyToken(secret, token);
  const left = Math.floor((verified.expiresAt.getTime() - Date.now()) / 1000);
  const seconds = verified.use === 'signIn' ? SESSION_SECONDS : Math.min(left, SESSION_SECONDS);
  const value = await issueToken(secret, verified.caller, 'session', seconds);
  setCookie(context, COOKIE, value, { ...cookieOptions(context), maxAge: seconds });
  return verified;
}

export function endSession(context: Context): void {
  deleteCookie(context, COOKIE, cookieOptions(context));
}

function cookieOptions(context: Context): { httpOnly: true; sameSite: 'Strict'; path: string; secure: boolean } {
  const secure = new URL(context.req.url).protocol === 'https:';
  return { httpOnly: true, sameSite: 'Strict', path: '/', secure };
}
