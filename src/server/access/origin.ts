import type { Context } from 'hono';
import { ApiError } from '../../contract/errors';

/**
 * Refuses a changing request that another site's page makes with this site's cookie. Programs send no
 * Origin; browsers always do with POST and DELETE.
 */
export function requireSameOrigin(context: Context): void {
  const origin = context.req.header('origin');
  if (origin === undefined) return;
  if (hostOf(origin) !== context.req.header('host')) {
    throw new ApiError('forbidden', 'This request comes from another site');
  }
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
