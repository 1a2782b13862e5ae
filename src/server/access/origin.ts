import type { Context } from 'hono';
import { ApiError } from '../../contract/errors';

export interface OriginRules {
  /** Where users reach the page; behind a proxy another address arrives here. */
  publicUrl: string;
  /** Pages of other sites may show this one, so that the cookie comes along wherever a request begins. */
  embedded: boolean;
}

/**
 * Refuses a changing request that another site's page makes with this site's cookie. Programs send none of these
 * headers; browsers send Origin with POST, PATCH and DELETE, and Sec-Fetch-Site where they trust the address (https,
 * localhost). Elsewhere a GET has Referer at best.
 */
export function requireSameOrigin(context: Context, { publicUrl, embedded }: OriginRules): void {
  const site = context.req.header('sec-fetch-site');
  const origin = context.req.header('origin') ?? (site === undefined ? refererOrigin(context) : undefined);
  const own = ownOrigins(new URL(context.req.url), new URL(publicUrl));
  const isForeign =
    (site !== undefined && !OWN_SITES.includes(site)) || (origin !== undefined && !own.includes(origin));
  // Where the cookie is sent from everywhere, a request with it has to prove where it is from.
  const isUnproven =
    embedded && site === undefined && origin === undefined && context.req.header('cookie') !== undefined;
  if (!isForeign && !isUnproven) return;
  const allowed = `pages of ${new URL(publicUrl).origin} (PUBLIC_URL)`;
  throw new ApiError('forbidden', 'This request comes from another site', { allowed });
}

/** Behind a proxy that speaks https requests arrive as of http: a page of that is not this one, whoever is on the wire. */
function ownOrigins(asked: URL, known: URL): string[] {
  return asked.host === known.host ? [known.origin] : [asked.origin, known.origin];
}

/** `none`: the user themselves. `same-site` is not enough: it holds other ports and subdomains. */
const OWN_SITES = ['same-origin', 'none'];

/** No name of a host is longer: reading one takes the square of its length. */
const ORIGIN = /^https?:\/\/[^/?#]{1,300}(?=[/?#]|$)/i;

function refererOrigin(context: Context): string | undefined {
  const [start] = ORIGIN.exec(context.req.header('referer') ?? '') ?? [];
  return start !== undefined && URL.canParse(start) ? new URL(start).origin : undefined;
}
