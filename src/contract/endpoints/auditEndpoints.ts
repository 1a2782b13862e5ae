import { COLUMN_IDS } from '../columns/columns';
import { FILE_HEADERS } from '../columns/fileHeaders';
import { choice, day, optional, shortText, wholeNumber, withDefault, wordList } from '../query/parameters';
import { FILE_LANGUAGE } from '../query/requests';
import { AUDIT_KINDS, auditListSchema } from '../responses/auditResponses';
import type { EndpointTable } from './endpoint';
import { jsonOrFile } from './response';

export const AUDIT_CSV_TYPE = 'text/csv; charset=utf-8';

export const AUDIT_PARAMETERS = {
  format: withDefault(choice(['json', 'csv']), 'json'),
  /** Part of a user's id or email address, whatever the case. */
  user: optional(shortText(500)),
  kind: optional(wordList(AUDIT_KINDS)),
  /** Entries whose file or page held one of these, or was chosen or ordered by it. The list would name hidden columns. */
  column: optional(wordList(COLUMN_IDS, 'names of columns, joined by commas')),
  /** Days of the instance's calendar, both included. */
  from: optional(day()),
  to: optional(day()),
  /** What csv calls its columns and what was done, and in which language. */
  headers: withDefault(choice(FILE_HEADERS), 'names'),
  language: FILE_LANGUAGE,
  /** Entries of a page, 50 without it; a csv file without it holds all. */
  limit: optional(wholeNumber(1, 500)),
  /** Older entries than the one with this id. */
  before: optional(wholeNumber(1)),
};

export const AUDIT_ENDPOINTS = {
  'GET /audit': {
    access: ['viewAudit'],
    takesLong: true,
    parameters: AUDIT_PARAMETERS,
    responses: { 200: jsonOrFile(auditListSchema, [AUDIT_CSV_TYPE]) },
  },
} as const satisfies EndpointTable;
