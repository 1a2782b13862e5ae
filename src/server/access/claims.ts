import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { withFewMarks, withoutMisleading } from '../../contract/format/nameText';
import type { TokenSettings } from '../config/signInSettings';
import type { User } from './principal';

/** What verified tokens say: those of others by the configured names, our own by ours. */

/** What a token of our own is for. */
const TOKEN_USES = ['api', 'session'] as const;
export type TokenUse = (typeof TOKEN_USES)[number];

/** One sign-in of a browser, however often its cookie is renewed. */
export interface SessionSpan {
  id: string;
  /** Seconds since 1970 at which it ends for good. */
  until: number;
  /** Of the API token that it began with: revoking that ends it. */
  tokenId?: string | undefined;
}

/** What a token of our own says besides its user: the span of a session, the id of an API token. */
export type TokenMarks = Pick<SessionSpan, 'id'> & Partial<SessionSpan>;

export interface VerifiedToken {
  user: User;
  use: TokenUse;
  /** Seconds since 1970. */
  issuedAt: number;
  expiresAt: number;
  /** Of an API token of our own that can be revoked. */
  id?: string;
  /** Of a session's own token. */
  session?: SessionSpan;
}

const OWN_NAMES: TokenSettings['claims'] = { id: 'sub', email: 'email', name: 'name', permissions: 'permissions' };
const USE_CLAIM = 'ticketlens_use';
const UNTIL_CLAIM = 'ticketlens_until';
/** The id of the API token that a session began with. */
const TOKEN_CLAIM = 'ticketlens_token';
/** Whether an identity provider gave the user's id. */
const PROVIDER_CLAIM = 'ticketlens_provider';

/**
 * Control characters and halves of surrogate pairs cannot be stored, shown or sent as a mail's header. Longer ids
 * than this (OpenID Connect ends at 255) do not fit an index.
 */
const plainText = z
  .string()
  .max(500)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

/**
 * Some providers let users choose their names, and others see them beside what they share: what misleads about the
 * text beside it goes, and so do marks beyond the few that letters have.
 */
const shownName = plainText.transform(
  (text) => withFewMarks(withoutMisleading(text)).replace(/\s+/g, ' ').trim() || undefined,
);

const tokenSchema = z.object({
  id: plainText.min(1),
  email: plainText.pipe(z.email()),
  name: shownName.optional(),
  // Some providers send a list, others words in one string.
  permissions: z
    .union([z.array(z.string()), z.string().transform((text) => text.split(/[\s,]+/))])
    .default([])
    .pipe(z.array(plainText)),
  iat: z.number().default(0),
  exp: z.number(),
});

const ownMarksSchema = z.object({
  [USE_CLAIM]: z.enum(TOKEN_USES),
  jti: z.string().optional(),
  [UNTIL_CLAIM]: z.number().optional(),
  [TOKEN_CLAIM]: z.string().optional(),
  [PROVIDER_CLAIM]: z.boolean().optional(),
});

/**
 * @param payload of a token whose signature, times, issuer and audience are right.
 * @param fromProvider whether an identity provider has signed it.
 * @throws ZodError
 */
export function readToken(payload: JWTPayload, names: TokenSettings['claims'], fromProvider: boolean): VerifiedToken {
  const { iat, exp, ...user } = tokenSchema.parse({
    id: readClaim(payload, names.id),
    email: readClaim(payload, names.email),
    name: readClaim(payload, names.name),
    permissions: readClaim(payload, names.permissions),
    iat: payload.iat,
    exp: payload.exp,
  });
  const named = { ...user, name: user.name ?? user.email, ...(fromProvider ? { fromProvider } : {}) };
  return { user: named, use: 'api', issuedAt: iat, expiresAt: exp };
}

/** @param payload of a token that our own key has signed. @throws ZodError */
export function readOwnToken(payload: JWTPayload): VerifiedToken {
  const marks = ownMarksSchema.parse(payload);
  const { [USE_CLAIM]: use, [UNTIL_CLAIM]: until, [TOKEN_CLAIM]: tokenId, [PROVIDER_CLAIM]: fromProvider, jti } = marks;
  const token = { ...readToken(payload, OWN_NAMES, fromProvider === true), use };
  if (jti === undefined) return token;
  if (use === 'api') return { ...token, id: jti };
  // One of a version that did not say whose the id is could be either user's: whoever has it signs in again.
  if (until === undefined || fromProvider === undefined) return token;
  return { ...token, session: { id: jti, until, tokenId } };
}

export function ownClaims(user: User, use: TokenUse, marks?: TokenMarks): JWTPayload {
  const { id, email, name, permissions, fromProvider = false } = user;
  return {
    sub: id,
    email,
    name,
    permissions,
    [USE_CLAIM]: use,
    [PROVIDER_CLAIM]: fromProvider,
    ...(marks === undefined ? {} : { jti: marks.id, [UNTIL_CLAIM]: marks.until, [TOKEN_CLAIM]: marks.tokenId }),
  };
}

/**
 * Reads a claim by its name, or by a path such as `realm_access.roles`. A claim that is called exactly so
 * comes first, since names like `https://example.com/roles` hold dots as well.
 */
function readClaim(payload: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(payload, name)) return payload[name];
  let value: unknown = payload;
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}
