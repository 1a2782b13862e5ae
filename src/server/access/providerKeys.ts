import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { ApiError } from '../../contract/errors';
import { logger } from '../log/logger';

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
        logger.error({ url, err: error }, "the identity provider's keys cannot be read");
      }
      const retryAfter = RETRY_SECONDS;
      throw new ApiError('unavailable', 'The identity provider does not answer; try again soon', { retryAfter });
    }
  };
}
