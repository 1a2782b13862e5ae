import type { Context } from 'hono';
import { ApiError } from '../../contract/errors';

/**
 * Refuses a changing request that another site's page makes with this site's cookie. Programs send no
 * Origin; browsers always do with POST and DELETE.
 * @param publicUrl where users reach the page; behind a proxy its host is not the one that arrives here.
 */
export function requireSameOrigin(context: Context, publicUrl: string): void {
  const origin = context.req.header('origin');
  if (origin === undefined) return;
  const host = hostOf(origin);
  if (host === undefined || (host !== context.req.header('host') && host !== hostOf(publicUrl))) {
    throw new ApiError('forbidden', 'This request comes from another site');
  }
}

function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host : undefined;
}
