import { createHash } from 'node:crypto';
import { COLUMN_IDS, type ColumnId } from '../../../contract/columns/columns';
import { ENDPOINT_LIST } from '../../../contract/endpoints/endpointList';
import { type Principal, visibleColumns } from '../../../contract/privacy';
import { documentPage } from './documentPage';
import { wholeDocument, withoutHidden } from './openApi';

/** The OpenAPI document as it is sent: for programs, and as a page. */
export interface DocumentBody {
  json: SentBody;
  page: SentBody;
}

interface SentBody {
  bytes: Uint8Array<ArrayBuffer>;
  /** As the header ETag has it. */
  etag: string;
}

/** By the columns that it names; levels and permissions make two such lists. */
const bodies = new Map<string, DocumentBody>();

/** Who sees every column, and who sees the fewest. */
const FIRST_READERS: readonly (readonly ColumnId[])[] = [
  COLUMN_IDS,
  visibleColumns({ level: 'none', permissions: [] }),
];

/** Builds the documents before anybody asks: it takes 60 ms of the main thread. */
export function prepareDocuments(): void {
  const whole = wholeDocument(ENDPOINT_LIST);
  for (const visible of FIRST_READERS) bodyOf(visible, whole);
}

/** The document for whoever sees these columns; built once, since anybody may ask for it. */
export function documentBodyFor(principal: Principal): DocumentBody {
  return bodyOf(visibleColumns(principal));
}

function bodyOf(visible: readonly ColumnId[], whole?: object): DocumentBody {
  const key = visible.join(',');
  let body = bodies.get(key);
  if (body === undefined) {
    const document = Object(withoutHidden(whole ?? wholeDocument(ENDPOINT_LIST), visible));
    body = { json: sent(JSON.stringify(document)), page: sent(documentPage(document)) };
    bodies.set(key, body);
  }
  return body;
}

function sent(text: string): SentBody {
  const bytes = new TextEncoder().encode(text);
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url')}"` };
}
