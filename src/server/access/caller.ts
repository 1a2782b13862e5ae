import type { ColumnId } from '../../contract/columns/columns';
import { ApiError } from '../../contract/errors';
import { type Permission, type Principal, type PrivacyLevel, visibleColumns } from '../../contract/privacy';

/** Who a token says is calling. */
export interface Caller {
  id: string;
  email: string;
  name: string;
  permissions: string[];
}

/** What the contract's visibleColumns needs to know of a caller. */
export function principalOf(caller: Caller, level: PrivacyLevel): Principal {
  return { level, permissions: caller.permissions };
}

/** @throws ApiError forbidden that names the missing permission. */
export function requirePermissions(caller: Caller, needed: readonly Permission[]): void {
  const missing = needed.find((permission) => !caller.permissions.includes(permission));
  if (missing !== undefined) {
    throw new ApiError('forbidden', `This needs the permission "${missing}"`, { allowed: [...needed] });
  }
}

/** @throws ApiError forbidden when one of a file's columns does not exist for the viewer (any more). */
export function requireVisible(columns: readonly ColumnId[], principal: Principal): void {
  const visible = visibleColumns(principal);
  if (columns.some((column) => !visible.includes(column))) {
    throw new ApiError('forbidden', 'This file holds, or was chosen by, columns that are not available to you');
  }
}
