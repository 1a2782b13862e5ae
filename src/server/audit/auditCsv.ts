import type { FileHeaders } from '../../contract/columns/fileHeaders';
import { protectFormulas } from '../../contract/format/protectFormulas';
import { recordOf } from '../../contract/recordOf';
import { AUDIT_KINDS, type AuditEntry } from '../../contract/responses/auditResponses';
import { say } from '../../contract/texts/texts';
import { wallTimeIn } from '../../contract/time/wallTime';
import type { Audit } from './audit';
import type { AuditFilter } from './readEntries';

/** Entries that are read at once: whatever the audit holds, no more of it is in memory. */
const CHUNK = 200;

const HEADERS = [
  'id',
  'time',
  'instant',
  'kind',
  'userId',
  'userEmail',
  'detail',
  'rows',
  'columns',
  'chosenBy',
  'query',
  'level',
  'address',
  'program',
  'times',
] as const;

/** What the file calls its columns and what was done: the API's names, or words of the language that is spoken. */
export interface AuditWords {
  headings: readonly string[];
  kindOf(kind: AuditEntry['kind']): string;
}

export function auditWords(headers: FileHeaders): AuditWords {
  if (headers === 'names') return { headings: HEADERS, kindOf: (kind) => kind };
  const kinds = recordOf(AUDIT_KINDS, (kind) => say(`audit.kind.${kind}`));
  return { headings: HEADERS.map((name) => say(`auditFile.${name}`)), kindOf: (kind) => kinds[kind] };
}

/**
 * Entries as csv (RFC 4180), newest first, read while it is sent. `time` is wall time of the instance.
 * @throws when the first of them cannot be read; a later failure breaks the stream off.
 */
export async function auditCsv(
  audit: Audit,
  filter: AuditFilter,
  page: { limit?: number | undefined; before?: number | undefined },
  words: AuditWords,
  signal?: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  const read = (left: number, from: number | undefined) =>
    audit.read(filter, { limit: Math.min(left, CHUNK), before: from }, signal);
  let left = page.limit ?? Number.POSITIVE_INFINITY;
  let chunk: Awaited<ReturnType<typeof read>> | undefined = await read(left, page.before);
  let text = `${words.headings.join(',')}\r\n`;
  return new ReadableStream({
    async pull(controller) {
      if (chunk === undefined) return controller.close();
      const { entries, next } = chunk;
      controller.enqueue(encoder.encode(text + entries.map((entry) => line(entry, filter.timeZone, words)).join('')));
      text = '';
      left -= entries.length;
      chunk = next === null || left <= 0 ? undefined : await read(left, next);
    },
  });
}

function line(entry: AuditEntry, timeZone: string, words: AuditWords): string {
  const { at, columns, chosenBy } = entry;
  const cells: Readonly<Record<string, unknown>> = {
    ...entry,
    time: wallTimeIn(timeZone, new Date(at)),
    instant: at,
    kind: words.kindOf(entry.kind),
    columns: columns?.join(' '),
    chosenBy: chosenBy?.join(' '),
  };
  return `${HEADERS.map((name) => cell(cells[name])).join(',')}\r\n`;
}

function cell(value: unknown): string {
  if (typeof value !== 'string') return String(value ?? '');
  return `"${protectFormulas(value).replaceAll('"', '""')}"`;
}
