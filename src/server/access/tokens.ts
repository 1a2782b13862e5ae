import { hkdfSync, webcrypto } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import { ApiError } from '../../contract/errors';
import type { TokenSettings } from '../config/signInSettings';
import { ownClaims, readOwnToken, readToken, type TokenMarks, type TokenUse, type VerifiedToken } from './claims';
import type { User } from './principal';
import { providerKeys } from './providerKeys';

/**
 * JSON web tokens (RFC 7519), made and checked by jose: our own with a key of their own, those of others with
 * HS256 and the shared secret, or with RS256, ES256 or EdDSA and an identity provider's public keys. Which key
 * is tried follows from the header alone, so a public key can never be taken for a secret, and what only our own
 * tokens may say is believed from nobody else who can sign.
 */

/** The header's `typ` of our own (RFC 8725, section 3.11). It chooses the key, and proves nothing by itself. */
const OWN_TYPE = 'ticketlens+jwt';
const ASYMMETRIC = ['RS256', 'ES256', 'EdDSA'];
/** No honest token is larger; it keeps a hostile one from being parsed. */
const MAX_TOKEN_LENGTH = 16_384;

export interface TokenService {
  /** @param ttlSeconds from now. @param marks whoever has none cannot be revoked: for what ends soon. */
  issue(user: User, use: TokenUse, ttlSeconds: number, marks?: TokenMarks): Promise<string>;
  /**
   * @throws ApiError unauthenticated, without telling why: that would help only somebody who guesses;
   * unavailable when the identity provider does not give its keys.
   */
  verify(token: string): Promise<VerifiedToken>;
}

export function createTokens(secret: Uint8Array, settings: TokenSettings): TokenService {
  const { issuer, audience, clockToleranceSeconds } = settings;
  const keys = settings.jwksUrl === undefined ? undefined : providerKeys(settings.jwksUrl);
  // Whoever shares the secret can sign tokens, but not ours.
  const ownKey = importedKey(new Uint8Array(hkdfSync('sha256', secret, '', OWN_TYPE, 32)));
  const othersKey = importedKey(secret);
  const expected = {
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['exp'],
    ...(issuer === undefined ? {} : { issuer }),
    ...(audience === undefined ? {} : { audience }),
  };

  async function verified(token: string): Promise<VerifiedToken> {
    const { alg, typ } = decodeProtectedHeader(token);
    if (typ === OWN_TYPE) {
      return readOwnToken((await jwtVerify(token, await ownKey(), { ...expected, algorithms: ['HS256'] })).payload);
    }
    if (keys !== undefined && ASYMMETRIC.includes(alg ?? '')) {
      const { payload } = await jwtVerify(token, keys, { ...expected, algorithms: ASYMMETRIC });
      return readToken(payload, settings.claims, true);
    }
    const { payload } = await jwtVerify(token, await othersKey(), { ...expected, algorithms: ['HS256'] });
    return readToken(payload, settings.claims, false);
  }

  return {
    async issue(user, use, ttlSeconds, marks) {
      const token = new SignJWT(ownClaims(user, use, marks))
        .setProtectedHeader({ alg: 'HS256', typ: OWN_TYPE })
        .setIssuedAt()
        .setExpirationTime(`${ttlSeconds} seconds`);
      if (issuer !== undefined) token.setIssuer(issuer);
      if (audience !== undefined) token.setAudience(audience);
      return token.sign(await ownKey());
    },
    async verify(token) {
      if (token.length > MAX_TOKEN_LENGTH) throw unauthenticated();
      try {
        const read = await verified(token);
        // jose checks exp and nbf by itself, and iat only against an age.
        if (read.issuedAt > Date.now() / 1000 + clockToleranceSeconds) throw unauthenticated();
        return read;
      } catch (error) {
        if (error instanceof ApiError) throw error;
        throw unauthenticated();
      }
    },
  };
}

export function unauthenticated(): ApiError {
  return new ApiError('unauthenticated', 'Sign in to go on');
}

/** Made at the first token and kept: from bytes, jose makes it anew for each, which takes twice as long as the rest. */
function importedKey(bytes: Uint8Array): () => Promise<webcrypto.CryptoKey> {
  let key: Promise<webcrypto.CryptoKey> | undefined;
  return () => {
    key ??= webcrypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
    return key;
  };
}
