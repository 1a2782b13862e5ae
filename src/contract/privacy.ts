import { COLUMN_IDS, type ColumnId, columnOf, STORED_COLUMN_IDS } from './columns/columns';

/** Privacy levels from most to least open (src/contract/README.md, section 4). */
export const PRIVACY_LEVELS = ['full', 'partiallyPseudonymized', 'pseudonymized', 'none'] as const;
export type PrivacyLevel = (typeof PRIVACY_LEVELS)[number];

export const PERMISSIONS = [
  'reportTickets',
  'exportData',
  'viewSensitiveDataInExport',
  'importTickets',
  'viewAudit',
  'shareReports',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Who asks, as far as it decides which columns exist: the level after `asLevel`, and the permissions of the token. */
export interface Principal {
  level: PrivacyLevel;
  permissions: readonly string[];
}

/** Whether email and rawData (which can name the agent) exist for the principal. */
function seesSensitive({ level, permissions }: Principal): boolean {
  if (level === 'full') return true;
  return level === 'partiallyPseudonymized' && permissions.includes('viewSensitiveDataInExport');
}

/** The columns that exist for the principal, in documented order. The only place where this is decided. */
export function visibleColumns(principal: Principal): readonly ColumnId[] {
  return seesSensitive(principal) ? COLUMN_IDS : COLUMN_IDS.filter((id) => columnOf(id).sensitive !== true);
}

/** The columns that are kept from the principal, and what is taken out of them; named in the profile and nowhere else. */
export function hiddenColumns(principal: Principal): readonly ColumnId[] {
  const visible = visibleColumns(principal);
  return STORED_COLUMN_IDS.filter((id) => !visible.includes(id));
}

/** `asLevel` can lower a level and never raise it: the stricter of the two counts. */
export function lowerLevel(own: PrivacyLevel, asked: PrivacyLevel): PrivacyLevel {
  return PRIVACY_LEVELS.indexOf(asked) > PRIVACY_LEVELS.indexOf(own) ? asked : own;
}
