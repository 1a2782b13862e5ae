import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';

/** The session's cookie, which scripts cannot read. */

export interface CookieSettings {
  /** Users reach the page over https, so the cookie must not travel without it. */
  secure: boolean;
  /**
   * Pages of other sites may show this one in a frame, where a browser sends no SameSite=Strict cookie. Partitioned, it
   * is another one on each of those sites.
   */
  embedded: boolean;
}

const NAME = 'ticketlens_session';

/** With the prefix a browser takes the cookie from this very host over https alone: no neighbouring host can set it. */
function optionsOf({ secure, embedded }: CookieSettings): CookieOptions {
  const common = { httpOnly: true, path: '/' };
  if (!secure) return { ...common, sameSite: 'Strict' };
  const site: CookieOptions = embedded ? { sameSite: 'None', partitioned: true } : { sameSite: 'Strict' };
  return { ...common, ...site, secure, prefix: 'host' };
}

/** Of all cookies; browsers keep 4 KiB of one. Decoding more, where it is no text, takes longer than anything else of a request. */
const MOST_CHARACTERS = 32 * 1024;

export function readCookie(context: Context, { secure }: CookieSettings): string | undefined {
  if ((context.req.header('cookie')?.length ?? 0) > MOST_CHARACTERS) return undefined;
  return secure ? getCookie(context, NAME, 'host') : getCookie(context, NAME);
}

export function writeCookie(context: Context, settings: CookieSettings, value: string, seconds: number): void {
  setCookie(context, NAME, value, { ...optionsOf(settings), maxAge: seconds });
}

export function dropCookie(context: Context, settings: CookieSettings): void {
  deleteCookie(context, NAME, optionsOf(settings));
}
