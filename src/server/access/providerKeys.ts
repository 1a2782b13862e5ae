import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { ApiError } from '../../contract/errors';

/** Seconds after which a client may ask again while an identity provider does not answer. */
const RETRY_SECONDS = 10;
/** However many requests meet an outage, the log need not tell it more often. */
const LOG_EVERY_MS = 60_000;

/**
 * The public keys of an identity provider. jose keeps them for a while, and asks again when a token names one
 * that it does not know, at most every half minute.
 * @returns what gives a token's key; it throws unavailable when the provider is to blame and not the token.
 */
export function providerKeys(url: string): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(url));
  let toldAt = Number.NEGATIVE_INFINITY;
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      if (performance.now() - toldAt >= LOG_EVERY_MS) {
        toldAt = performance.now();
        console.error(`The identity provider's keys cannot be read from ${url}:`, reasonOf(error));
      }
      const retryAfter = RETRY_SECONDS;
      throw new ApiError('unavailable', 'The identity provider does not answer; try again soon', { retryAfter });
    }
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
