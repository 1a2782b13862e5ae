import type { ColumnMapping } from '../../contract/columnMapping';
import {
  type Understood,
  type Upload,
  type UploadList,
  understoodSchema,
  uploadListSchema,
  uploadSchema,
} from '../../contract/importAnswers';
import { connectionFailure, failureOf } from '../api/failure';
import { API_BASE, send, understood } from '../api/send';

const IMPORTS = '/imports';
const pathOf = (id: string) => `${IMPORTS}/${encodeURIComponent(id)}`;

export const rejectsUrl = (id: string) => `${API_BASE}${pathOf(id)}/rejects`;

export async function getUploads(signal?: AbortSignal): Promise<UploadList> {
  return understood((await send(IMPORTS, { signal })).body, uploadListSchema);
}

export async function getUnderstood(id: string, mapping: ColumnMapping, signal?: AbortSignal): Promise<Understood> {
  const answer = await send(`${pathOf(id)}/preview`, { method: 'POST', body: { mapping }, signal });
  return understood(answer.body, understoodSchema);
}

export async function startImport(id: string, mapping: ColumnMapping): Promise<Upload> {
  return understood((await send(`${pathOf(id)}/start`, { method: 'POST', body: { mapping } })).body, uploadSchema);
}

export async function removeUpload(id: string): Promise<void> {
  await send(pathOf(id), { method: 'DELETE' });
}

/** Sends a file; fetch cannot tell how far it is. @param onShare with 0..1. @throws ApiFailure. */
export function sendFile(file: File, onShare: (share: number) => void, signal: AbortSignal): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${API_BASE}${IMPORTS}?name=${encodeURIComponent(file.name.slice(-200))}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) => onShare(total === 0 ? 0 : loaded / total));
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
