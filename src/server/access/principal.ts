import type { ColumnId } from '../../contract/columns/columns';
import { ApiError } from '../../contract/errors';
import { type Permission, type Principal, type PrivacyLevel, visibleColumns } from '../../contract/privacy';

/** Whom a token names. */
export interface User {
  id: string;
  email: string;
  name: string;
  permissions: string[];
}

/** Who is signed in: a user at a privacy level, which together decide what exists for them. */
export type SignedInPrincipal = User & Principal;

export function principalOf(user: User, level: PrivacyLevel): SignedInPrincipal {
  return { ...user, level };
}

/** The user alone, for what is kept: a level holds for one request. */
export function userOf({ id, email, name, permissions }: SignedInPrincipal): User {
  return { id, email, name, permissions };
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
