import type { ColumnMapping } from '../../contract/columns/columnMapping';
import { parseJson } from '../../contract/format/parseJson';
import {
  type Understood,
  type Upload,
  type UploadList,
  understoodSchema,
  uploadListSchema,
  uploadSchema,
} from '../../contract/responses/importResponses';
import { connectionFailure, failureOf } from '../api/failure';
import { API_BASE, send, understood } from '../api/send';

const IMPORTS = '/imports';
const pathOf = (id: string) => `${IMPORTS}/${encodeURIComponent(id)}`;

export const rejectsUrl = (id: string) => `${API_BASE}${pathOf(id)}/rejects`;

export async function getUploads(signal?: AbortSignal): Promise<UploadList> {
  return understood((await send(IMPORTS, { signal })).body, uploadListSchema);
}

export async function getImportPreview(id: string, mapping: ColumnMapping, signal?: AbortSignal): Promise<Understood> {
  const answer = await send(`${pathOf(id)}/preview`, { method: 'POST', body: { mapping }, signal });
  return understood(answer.body, understoodSchema);
}

export interface StartOptions {
  mapping: ColumnMapping;
  /** Removes the stored tickets. */
  replace: boolean;
}

export async function startImport(id: string, body: StartOptions): Promise<Upload> {
  return understood((await send(`${pathOf(id)}/start`, { method: 'POST', body })).body, uploadSchema);
}

export async function removeUpload(id: string): Promise<void> {
  await send(pathOf(id), { method: 'DELETE' });
}

/**
 * Sends a file, by XMLHttpRequest since fetch reports no progress of a request.
 * @param id of the upload to add the file to; undefined begins a new upload.
 * @param onSent called with the number of bytes sent so far.
 * @throws ApiFailure.
 */
export function sendFile(
  file: File,
  id: string | undefined,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const path = id === undefined ? IMPORTS : `${pathOf(id)}/files`;
    request.open('POST', `${API_BASE}${path}?name=${encodeURIComponent(file.name.slice(-200))}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
    request.addEventListener('error', () => reject(connectionFailure()));
    request.addEventListener('abort', () => reject(signal.reason));
    request.addEventListener('load', () => {
      const body = parseJson(request.responseText);
      if (request.status !== 201) return reject(failureOf(request.status, body));
      try {
        resolve(understood(body, uploadSchema));
      } catch (error) {
        reject(error);
      }
    });
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
