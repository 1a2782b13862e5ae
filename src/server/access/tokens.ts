import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { ApiError } from '../../contract/errors';
import type { Caller } from './caller';

/** Tokens of our own: HS256 JSON web tokens (RFC 7519) made and checked by jose. */

/** What a token is for. A sign-in link's token lives shortly, but may be traded for a whole session. */
export type TokenUse = 'api' | 'signIn' | 'session';

const claimsSchema = z.object({
  sub: z.string().min(1),
  email: z.email(),
  name: z.string().optional(),
  permissions: z.array(z.string()).default([]),
  use: z.enum(['api', 'signIn', 'session']).default('api'),
  exp: z.number(),
});

export interface VerifiedToken {
  caller: Caller;
  use: TokenUse;
  expiresAt: Date;
}

/** Clocks of two machines differ by a little. */
const CLOCK_TOLERANCE_SECONDS = 30;
/** No honest token is larger; it keeps a hostile one from being parsed. */
const MAX_TOKEN_LENGTH = 16_384;

/** @param ttlSeconds from now. */
export async function issueToken(
  secret: Uint8Array,
  caller: Caller,
  use: TokenUse,
  ttlSeconds: number,
): Promise<string> {
  const { email, name, permissions } = caller;
  return new SignJWT({ email, name, permissions, use })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(caller.id)
    .setIssuedAt()
    .setExpirationTime(`${ttlSeconds} seconds`)
    .sign(secret);
}

/** @throws ApiError unauthenticated, without telling why: that would help only somebody who guesses. */
export async function verifyToken(secret: Uint8Array, token: string): Promise<VerifiedToken> {
  if (token.length > MAX_TOKEN_LENGTH) throw unauthenticated();
  try {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: ['HS256'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['exp', 'sub'],
    });
    const { sub, email, name, permissions, use, exp } = claimsSchema.parse(payload);
    return {
      caller: { id: sub, email, name: name ?? email, permissions },
      use,
      expiresAt: new Date(exp * 1000),
    };
  } catch {
    throw unauthenticated();
  }
}

export function unauthenticated(): ApiError {
  return new ApiError('unauthenticated', 'Sign in to go on');
}
