import { createHash } from 'node:crypto';
import type { ColumnId } from '../../contract/columns/columns';
import { ApiError } from '../../contract/errors';
import { type Permission, type Principal, type PrivacyLevel, visibleColumns } from '../../contract/privacy';

/** Whom a token names. */
export interface User {
  /** Unique among the users of its kind of token only: see ownerOf. */
  id: string;
  email: string;
  name: string;
  permissions: string[];
  /** An identity provider gave the id; without it, whoever holds the secret. */
  fromProvider?: true | undefined;
}

/** Who is signed in: a user at a privacy level, which together decide what exists for them. */
export type SignedInPrincipal = User & Principal;

export function principalOf(user: User, level: PrivacyLevel): SignedInPrincipal {
  return { ...user, level };
}

/** The user alone, for what is kept: a level holds for one request. */
export function userOf({ id, email, name, permissions, fromProvider }: SignedInPrincipal): User {
  return { id, email, name, permissions, fromProvider };
}

/**
 * The key of everything that is kept for a user. Ids of tokens that the secret signs and ids that an identity provider
 * gives are apart: who can choose the one must not become the other.
 */
export function ownerOf({ id, fromProvider }: Pick<User, 'id' | 'fromProvider'>): string {
  return `${fromProvider === true ? 'provider' : 'secret'}:${id}`;
}

/** Names a user in headers, where an id may hold what a header cannot: the same for every session of the user. */
export function userKeyOf(user: User): string {
  return createHash('sha256').update(ownerOf(user)).digest('base64url').slice(0, 22);
}

/** @throws ApiError forbidden that names the missing permission. */
export function requirePermissions({ permissions }: Principal, required: readonly Permission[]): void {
  const missing = required.find((permission) => !permissions.includes(permission));
  if (missing !== undefined) {
    throw new ApiError('forbidden', `This needs the permission "${missing}"`, { allowed: [...required] });
  }
}

/** @throws ApiError forbidden when one of a file's columns does not exist for the principal (any more). */
export function requireVisible(columns: readonly ColumnId[], principal: Principal): void {
  const visible = visibleColumns(principal);
  if (columns.some((column) => !visible.includes(column))) {
    throw new ApiError('forbidden', 'This file holds, or was chosen by, columns that are not available to you');
  }
}
