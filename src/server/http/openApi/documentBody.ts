import { createHash } from 'node:crypto';
import { ENDPOINT_LIST } from '../../../contract/endpoints/endpointList';
import { type Principal, visibleColumns } from '../../../contract/privacy';
import { openApiDocument } from './openApi';

/** The OpenAPI document as it is sent. */
export interface DocumentBody {
  json: string;
  /** As the header ETag has it. */
  etag: string;
}

/** By the columns that it names; levels and permissions make only a few such lists. */
const bodies = new Map<string, DocumentBody>();

/** The document for whoever sees these columns; built once, since it takes milliseconds and anybody may ask for it. */
export function documentBodyFor(principal: Principal): DocumentBody {
  const visible = visibleColumns(principal);
  const key = visible.join(',');
  let body = bodies.get(key);
  if (body === undefined) {
    const json = JSON.stringify(openApiDocument(ENDPOINT_LIST, visible));
    body = { json, etag: `"${createHash('sha256').update(json).digest('base64url')}"` };
    bodies.set(key, body);
  }
  return body;
}
