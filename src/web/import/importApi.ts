import { addressOf, queryStringOf } from '../../contract/endpoints/address';
import type { RequestOf } from '../../contract/endpoints/exchange';
import type { PageEndpointId, PageEndpoints } from '../../contract/endpoints/pageEndpoints';
import type { ImportPreview, Upload, UploadList } from '../../contract/responses/importResponses';
import { connectionFailure } from '../api/failure';
import { ask, readResponse } from '../api/send';
import { userHeaders } from '../api/user';
import type { ChosenReading } from './chosenReading';

export const rejectsUrl = (id: string) => addressOf('GET /imports/{id}/rejects', { id });

export function getUploads(signal?: AbortSignal): Promise<UploadList> {
  return ask('GET /imports', {}, signal);
}

/** @param whole reads all of the files, which takes longer. */
export function getImportPreview(
  id: string,
  chosen: ChosenReading,
  whole: boolean,
  signal: AbortSignal,
): Promise<ImportPreview> {
  return ask('POST /imports/{id}/preview', { path: { id }, body: { ...bodyOf(chosen), whole } }, signal);
}

export interface StartOptions {
  /** Removes the stored tickets. */
  replace: boolean;
  /** Does so although much of them would be lost. */
  allowRejects: boolean;
}

export function startImport(id: string, chosen: ChosenReading, options: StartOptions): Promise<Upload> {
  return ask('POST /imports/{id}/start', { path: { id }, body: { ...bodyOf(chosen), ...options } });
}

function bodyOf({ wording, ...others }: ChosenReading) {
  return { ...others, ...wording };
}

export async function removeUpload(id: string): Promise<void> {
  await ask('DELETE /imports/{id}', { path: { id } });
}

/**
 * Sends a file, by XMLHttpRequest since fetch reports no progress of a request. Aborting breaks it off, and the server
 * keeps nothing of it; once it is sent whole, the answer is waited for all the same, since only that tells the id by
 * which the upload is removed.
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
  const address = id === undefined ? addressOf(NEW) : addressOf(MORE, { id });
  const named: RequestOf<typeof NEW, PageEndpoints[typeof NEW]> = { parameters: { name: file.name.slice(-200) } };
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open('POST', `${address}?${queryStringOf(named)}`);
    const headers = { 'Content-Type': 'application/octet-stream', ...userHeaders() };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
    request.addEventListener('error', () => reject(connectionFailure()));
    request.addEventListener('abort', () => reject(signal.reason));
    request.addEventListener('load', () => {
      try {
        resolve(readResponse(NEW, request.status, request.responseText));
      } catch (error) {
        reject(error);
      }
    });
    const breakOff = () => request.abort();
    signal.addEventListener('abort', breakOff, { once: true });
    request.upload.addEventListener('load', () => signal.removeEventListener('abort', breakOff));
    request.send(file);
  });
}

const NEW = 'POST /imports' satisfies PageEndpointId;
const MORE = 'POST /imports/{id}/files' satisfies PageEndpointId;
