import { columnOf, isColumnId } from '../../contract/columns/columns';
import { formatCount } from '../../contract/format/numbers';
import { isFilterKey, labelOf } from '../../contract/query/filters';
import { decodeQueryString } from '../../contract/query/queryString';
import type { AuditEntry, AuditKind } from '../../contract/responses/auditResponses';

export const KIND_LABEL: Record<AuditKind, string> = {
  signedIn: 'Signed in',
  signedOut: 'Signed out',
  issued: 'Issued',
  revoked: 'Revoked',
  refused: 'Refused',
  seen: 'Saw a report',
  downloaded: 'Downloaded',
  queued: 'Queued an export',
  mailed: 'Was mailed',
  cancelled: 'Cancelled an export',
  fileDeleted: 'Deleted an export’s file',
  retried: 'Retried an export',
  importBegun: 'Began an import',
  imported: 'Imported',
  replaced: 'Replaced the tickets',
  syncBegun: 'Began a sync',
  backedUp: 'Backed up everything',
  restored: 'Restored a back-up',
  copied: 'Copied everything',
  viewSaved: 'Saved a view',
  linkMade: 'Made a short link',
  auditSeen: 'Read the audit',
  auditDownloaded: 'Downloaded the audit',
};

/** What was done, such as "Downloaded csv, 1,234 rows". */
export function describeDeed({ kind, detail, rows, times }: AuditEntry): string {
  const what = [KIND_LABEL[kind], detail].filter((part) => part !== null).join(': ');
  const size = rows === null ? '' : `, ${formatCount(rows)} rows`;
  return `${what}${size}${times > 1 ? ` (${formatCount(times)} times)` : ''}`;
}

/** "26 columns with Agent and Raw data"; a level can hide those that are named. */
export function describeColumns({ columns, chosenBy }: AuditEntry): string {
  const hideable = (names: readonly string[] | null) =>
    (names ?? []).filter((name) => isColumnId(name) && columnOf(name).sensitive === true).map(nameOf);
  const shown = hideable(columns);
  const chosen = hideable(chosenBy);
  return [
    columns === null || columns.length === 0
      ? ''
      : columns.length === 1
        ? columns.map(nameOf).join('')
        : `${columns.length} columns`,
    shown.length === 0 || columns?.length === 1 ? '' : `with ${shown.join(' and ')}`,
    chosen.length === 0 ? '' : `chosen by ${chosen.join(' and ')}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function nameOf(name: string): string {
  return isFilterKey(name) ? labelOf(name) : name;
}

/** A canonical query as it reads: "Channel in chat, email · Topic = 1 value · orderByField closedAt". */
export function describeQuery(query: string): string {
  const filters: string[][] = [];
  const others: string[] = [];
  for (const { name, value } of decodeQueryString(query)) {
    const [, index, part] = /^filters\[(\d+)\]\[(\w+)\]/.exec(name) ?? [];
    if (index === undefined) others.push(`${name} ${value}`);
    else {
      const words = filters[Number(index)] ?? [];
      filters[Number(index)] = words;
      words.push(
        part === 'key' ? nameOf(value) : part === 'count' ? `${value} value${value === '1' ? '' : 's'}` : value,
      );
    }
  }
  return [...filters.map((words) => words.join(' ')), ...others].join(' · ');
}
