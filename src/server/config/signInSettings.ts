import { z } from 'zod';
import { ConfigError } from './configError';
import { httpAddress, wholeNumber } from './values';

/** Who is let in. */

export const signInSchema = z.object({
  /** HS256 needs a key at least as long as its hash, 32 bytes. */
  JWT_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  /** Public keys of an identity provider, for RS256, ES256 and EdDSA tokens. */
  JWKS_URL: httpAddress.optional(),
  JWT_ISSUER: z.string().min(1).optional(),
  JWT_AUDIENCE: z.string().min(1).optional(),
  JWT_CLOCK_TOLERANCE: wholeNumber(0, 300).default(30),
  JWT_CLAIM_ID: z.string().min(1).default('sub'),
  JWT_CLAIM_EMAIL: z.string().min(1).default('email'),
  JWT_CLAIM_NAME: z.string().min(1).default('name'),
  JWT_CLAIM_PERMISSIONS: z.string().min(1).default('permissions'),
  /** Address of single sign-on; `{returnTo}` in it is replaced by the report's address. */
  LOGIN_URL: httpAddress.optional(),
});

export interface SignInSettings {
  jwtSecret: string | undefined;
  tokens: TokenSettings;
  loginUrl: string | undefined;
}

/** Which tokens are accepted, and the names of their claims. */
export interface TokenSettings {
  jwksUrl: string | undefined;
  issuer: string | undefined;
  audience: string | undefined;
  clockToleranceSeconds: number;
  /** A claim's name, or a path such as `realm_access.roles`. */
  claims: { id: string; email: string; name: string; permissions: string };
}

export function signInSettings(env: z.infer<typeof signInSchema>): SignInSettings {
  return { jwtSecret: env.JWT_SECRET, tokens: tokenSettings(env), loginUrl: env.LOGIN_URL };
}

function tokenSettings(env: z.infer<typeof signInSchema>): TokenSettings {
  if (env.JWKS_URL !== undefined && env.JWT_AUDIENCE === undefined) {
    // A provider signs the tokens of many applications with the same keys.
    throw new ConfigError('JWKS_URL: needs JWT_AUDIENCE, what tokens for this application have as their audience');
  }
  return {
    jwksUrl: env.JWKS_URL,
    issuer: env.JWT_ISSUER,
    audience: env.JWT_AUDIENCE,
    clockToleranceSeconds: env.JWT_CLOCK_TOLERANCE,
    claims: {
      id: env.JWT_CLAIM_ID,
      email: env.JWT_CLAIM_EMAIL,
      name: env.JWT_CLAIM_NAME,
      permissions: env.JWT_CLAIM_PERMISSIONS,
    },
  };
}
