import { createRemoteJWKSet, customFetch, errors, type FetchImplementation, type JWTVerifyGetKey } from 'jose';
import { ApiError } from '../../contract/errors';
import { logger } from '../log/logger';

/** Seconds after which a client may ask again while an identity provider does not answer. */
const RETRY_SECONDS = 10;
/** A provider has a few keys of a few thousand characters. */
const MAX_KEYS_LENGTH = 1_048_576;
/** However many requests meet an outage, the log need not tell it more often. */
const LOG_EVERY_MS = 60_000;

/**
 * The public keys of an identity provider. jose keeps them for a while, and asks again when a token names one
 * that it does not know, at most every half minute; and where the provider fails, at most every ten seconds.
 * @returns what gives a token's key; it throws unavailable when the provider is to blame and not the token.
 */
export function providerKeys(url: string): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(url), { [customFetch]: patientFetch() });
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

/**
 * Anybody can make up tokens with names of keys, and each would ask a provider that fails once more; its answer is bounded,
 * since it is kept.
 */
function patientFetch(): FetchImplementation {
  let failedAt = Number.NEGATIVE_INFINITY;
  return async (url, options) => {
    if (performance.now() - failedAt < RETRY_SECONDS * 1000) throw new Error('it has just failed');
    try {
      const response = await fetch(url, options);
      const body = await wholeText(response);
      if (response.status !== 200) failedAt = performance.now();
      return new Response(body, { status: response.status });
    } catch (error) {
      failedAt = performance.now();
      throw error;
    }
  };
}

async function wholeText({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_KEYS_LENGTH) throw new Error(`the keys take more than ${MAX_KEYS_LENGTH} characters`);
  }
  return text + decoder.decode();
}
