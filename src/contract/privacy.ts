import { COLUMN_IDS, type ColumnId, columnOf } from './columns/columns';

/** Privacy levels from most to least open (CONTRACT.md section 4). */
export const PRIVACY_LEVELS = ['full', 'partiallyPseudonymized', 'pseudonymized', 'none'] as const;
export type PrivacyLevel = (typeof PRIVACY_LEVELS)[number];

export const PERMISSIONS = ['reportTickets', 'exportData', 'viewSensitiveDataInExport', 'importTickets'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What decides which columns exist for somebody. */
export interface PrivacySubject {
  level: PrivacyLevel;
  permissions: readonly string[];
}

/** Whether email and rawData (which can name the agent) exist for the subject. */
function seesSensitive({ level, permissions }: PrivacySubject): boolean {
  if (level === 'full') return true;
  return level === 'partiallyPseudonymized' && permissions.includes('viewSensitiveDataInExport');
}

/** The columns that exist for the subject, in documented order. The only place where this is decided. */
export function visibleColumns(subject: PrivacySubject): readonly ColumnId[] {
  return seesSensitive(subject) ? COLUMN_IDS : COLUMN_IDS.filter((id) => columnOf(id).sensitive !== true);
}

/** The columns that are kept from the subject; they are named in the profile and nowhere else. */
export function hiddenColumns(subject: PrivacySubject): readonly ColumnId[] {
  const visible = visibleColumns(subject);
  return COLUMN_IDS.filter((id) => !visible.includes(id));
}

/** `asLevel` can lower a level and never raise it: the stricter of the two counts. */
export function lowerLevel(own: PrivacyLevel, asked: PrivacyLevel): PrivacyLevel {
  return PRIVACY_LEVELS.indexOf(asked) > PRIVACY_LEVELS.indexOf(own) ? asked : own;
}
