import type { Context } from 'hono';
import { ApiError } from '../../contract/errors';

/**
 * Refuses a changing request that another site's page makes with this site's cookie. Programs send neither header;
 * browsers send Origin with POST, PATCH and DELETE, and Sec-Fetch-Site where they trust the address (https, localhost).
 * @param publicUrl where users reach the page; behind a proxy another address arrives here.
 */
export function requireSameOrigin(context: Context, publicUrl: string): void {
  const site = context.req.header('sec-fetch-site');
  const origin = context.req.header('origin');
  const own = [new URL(context.req.url).origin, new URL(publicUrl).origin];
  if ((site !== undefined && !OWN_SITES.includes(site)) || (origin !== undefined && !own.includes(origin))) {
    const allowed = `pages of ${new URL(publicUrl).origin} (PUBLIC_URL)`;
    throw new ApiError('forbidden', 'This request comes from another site', { allowed });
  }
}

/** `none`: the user themselves. `same-site` is not enough: it holds other ports and subdomains. */
const OWN_SITES = ['same-origin', 'none'];
