import { protectFormulas } from '../../contract/format/protectFormulas';
import type { AuditEntry } from '../../contract/responses/auditResponses';
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
];

/**
 * Entries as csv (RFC 4180), newest first, read while it is sent. `time` is wall time of the instance.
 * @throws when the first of them cannot be read; a later failure breaks the stream off.
 */
export async function auditCsv(
  audit: Audit,
  filter: AuditFilter,
  { limit = Number.POSITIVE_INFINITY, before }: { limit?: number | undefined; before?: number | undefined },
  signal?: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  const read = (left: number, from: number | undefined) =>
    audit.read(filter, { limit: Math.min(left, CHUNK), before: from }, signal);
  let left = limit;
  let page: Awaited<ReturnType<typeof read>> | undefined = await read(left, before);
  let text = `${HEADERS.join(',')}\r\n`;
  return new ReadableStream({
    async pull(controller) {
      if (page === undefined) return controller.close();
      const { entries, next } = page;
      controller.enqueue(encoder.encode(text + entries.map((entry) => line(entry, filter.timeZone)).join('')));
      text = '';
      left -= entries.length;
      page = next === null || left <= 0 ? undefined : await read(left, next);
    },
  });
}

function line(entry: AuditEntry, timeZone: string): string {
  const { at, columns, chosenBy } = entry;
  const cells: Readonly<Record<string, unknown>> = {
    ...entry,
    time: wallTimeIn(timeZone, new Date(at)),
    instant: at,
    columns: columns?.join(' '),
    chosenBy: chosenBy?.join(' '),
  };
  return `${HEADERS.map((name) => cell(cells[name])).join(',')}\r\n`;
}

function cell(value: unknown): string {
  if (typeof value !== 'string') return String(value ?? '');
  return `"${protectFormulas(value).replaceAll('"', '""')}"`;
}
