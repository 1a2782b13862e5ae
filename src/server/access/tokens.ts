import { createRemoteJWKSet, decodeProtectedHeader, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { ApiError } from '../../contract/errors';
import type { TokenSettings } from '../config';
import type { Caller } from './caller';
import { readClaim } from './claims';

/**
 * JSON web tokens (RFC 7519), made and checked by jose: HS256 with the server's secret, and RS256, ES256 or
 * EdDSA with an identity provider's public keys. Which key is tried follows from the algorithm alone, so a
 * public key can never be taken for a secret.
 */

/** What a token of our own is for. A sign-in link's token lives shortly, but may be traded for a session. */
export type TokenUse = 'api' | 'signIn' | 'session';

/** Marks tokens of our own, whose claims always have our names. */
const USE_CLAIM = 'ticketlens_use';
/** Seconds since 1970 at which a session ends for good, however often it is renewed. */
const UNTIL_CLAIM = 'ticketlens_until';

const ASYMMETRIC = ['RS256', 'ES256', 'EdDSA'];
/** No honest token is larger; it keeps a hostile one from being parsed. */
const MAX_TOKEN_LENGTH = 16_384;

export interface VerifiedToken {
  caller: Caller;
  use: TokenUse;
  /** Seconds since 1970. */
  issuedAt: number;
  expiresAt: number;
  /** Seconds since 1970; of a session only. */
  until?: number;
}

export interface TokenService {
  /** @param ttlSeconds from now. */
  issue(caller: Caller, use: TokenUse, ttlSeconds: number, until?: number): Promise<string>;
  /** @throws ApiError unauthenticated, without telling why: that would help only somebody who guesses. */
  verify(token: string): Promise<VerifiedToken>;
}

const OWN_NAMES: TokenSettings['claims'] = { id: 'sub', email: 'email', name: 'name', permissions: 'permissions' };

export function createTokens(secret: Uint8Array, settings: TokenSettings): TokenService {
  const { issuer, audience, clockToleranceSeconds } = settings;
  // jose keeps the keys for a while, and asks again when a token names one that it does not know.
  const keys = settings.jwksUrl === undefined ? undefined : createRemoteJWKSet(new URL(settings.jwksUrl));
  const expected = {
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['exp'],
    ...(issuer === undefined ? {} : { issuer }),
    ...(audience === undefined ? {} : { audience }),
  };

  async function payloadOf(token: string): Promise<JWTPayload> {
    const { alg } = decodeProtectedHeader(token);
    if (keys !== undefined && ASYMMETRIC.includes(alg ?? '')) {
      return (await jwtVerify(token, keys, { ...expected, algorithms: ASYMMETRIC })).payload;
    }
    return (await jwtVerify(token, secret, { ...expected, algorithms: ['HS256'] })).payload;
  }

  return {
    async issue({ id, email, name, permissions }, use, ttlSeconds, until) {
      const claims = {
        email,
        name,
        permissions,
        [USE_CLAIM]: use,
        ...(until === undefined ? {} : { [UNTIL_CLAIM]: until }),
      };
      const token = new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(id)
        .setIssuedAt()
        .setExpirationTime(`${ttlSeconds} seconds`);
      if (issuer !== undefined) token.setIssuer(issuer);
      if (audience !== undefined) token.setAudience(audience);
      return token.sign(secret);
    },
    async verify(token) {
      if (token.length > MAX_TOKEN_LENGTH) throw unauthenticated();
      try {
        return understood(await payloadOf(token), settings.claims);
      } catch {
        throw unauthenticated();
      }
    },
  };
}

const tokenSchema = z.object({
  id: z.string().min(1),
  email: z.email(),
  name: z.string().optional(),
  // Some providers send a list, others words in one string.
  permissions: z.union([z.array(z.string()), z.string().transform((text) => text.split(/[\s,]+/))]).default([]),
  use: z.enum(['api', 'signIn', 'session']).default('api'),
  until: z.number().optional(),
  iat: z.number().default(0),
  exp: z.number(),
});

function understood(payload: JWTPayload, names: TokenSettings['claims']): VerifiedToken {
  const own = payload[USE_CLAIM] !== undefined;
  const { id, email, name, permissions } = own ? OWN_NAMES : names;
  const { use, until, iat, exp, ...caller } = tokenSchema.parse({
    id: readClaim(payload, id),
    email: readClaim(payload, email),
    name: readClaim(payload, name),
    permissions: readClaim(payload, permissions),
    use: payload[USE_CLAIM],
    until: payload[UNTIL_CLAIM],
    iat: payload.iat,
    exp: payload.exp,
  });
  return {
    caller: { ...caller, name: caller.name ?? caller.email },
    use,
    issuedAt: iat,
    expiresAt: exp,
    ...(until === undefined ? {} : { until }),
  };
}

export function unauthenticated(): ApiError {
  return new ApiError('unauthenticated', 'Sign in to go on');
}
