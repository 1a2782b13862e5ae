import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import type { ColumnMapping, Wording } from '../../contract/columns/columnMapping';
import type { Dialect } from '../../contract/responses/fileDialect';
import type { ImportSummary, Upload } from '../../contract/responses/importResponses';
import { formatProgress } from '../imports/formatSummary';
import type { EndpointClient } from './endpointClient';
import { allTheSame } from './importFailure';
import type { RunningServer } from './runningServer';

export interface ImportOnServerOptions {
  /** How the files are read, and what becomes of the tickets that are there. */
  body: Wording & { mapping: ColumnMapping; dialect: Dialect; replace: boolean; allowRejects: boolean };
  /** Path of the reject file, made if rows are rejected. */
  rejectPath: string;
  onProgress(text: string): void;
  /** Aborting leaves the store unchanged. */
  signal: AbortSignal;
}

const POLL_MS = 250;
/** Limit of the API. */
const MAX_NAME = 200;

/**
 * Sends files to the running server, which imports all of them in one step.
 * @throws Error that says why the server refused, or why the import failed.
 */
export async function importOnServer(
  { api }: RunningServer,
  paths: readonly string[],
  { body, rejectPath, onProgress, signal }: ImportOnServerOptions,
): Promise<ImportSummary> {
  let id: string | undefined;
  try {
    for (const path of paths) {
      const upload: Upload = await uploadFile(api, path, id, onProgress, signal);
      id = upload.id;
    }
    if (id === undefined) throw new Error('no files to import');
    const at = { path: { id } };
    let upload = await api.ask('POST /imports/{id}/start', { ...at, body }, { signal });
    while (upload.state === 'running') {
      await setTimeout(POLL_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
      upload = await api.ask('GET /imports/{id}', at, { signal });
      if (upload.progress !== null) onProgress(formatProgress(upload.progress, upload.progress.seconds));
    }
    if (upload.summary === null) throw new Error(failureOf(upload));
    if (upload.summary.rejected > 0) await saveRejects(api, id, rejectPath);
    return upload.summary;
  } finally {
    // Also stops a running import. If the server is gone, so is the upload.
    if (id !== undefined) await api.ask('DELETE /imports/{id}', { path: { id } }).catch(() => undefined);
  }
}

function failureOf({ reason, doubt }: Upload): string {
  return doubt === null ? (reason ?? 'The import failed') : `${reason}. ${allTheSame(doubt)}`;
}

/** @param id of the upload to add the file to; undefined begins a new upload. */
async function uploadFile(
  api: EndpointClient,
  path: string,
  id: string | undefined,
  onProgress: (text: string) => void,
  signal: AbortSignal,
): Promise<Upload> {
  const { size } = await stat(path);
  signal.throwIfAborted();
  const file = createReadStream(path);
  const sending = new AbortController();
  // Broken off, the server keeps nothing of it. Once it is whole only the answer tells the id that it is removed by.
  const breakOff = () => sending.abort(signal.reason);
  signal.addEventListener('abort', breakOff, { once: true });
  file.once('end', () => signal.removeEventListener('abort', breakOff));
  let sent = 0;
  file.on('data', (chunk) => {
    sent += chunk.length;
    onProgress(`sending ${path} to the server that runs: ${Math.floor((sent / Math.max(size, 1)) * 100)} %`);
  });
  file.pause();
  const named = { parameters: { name: basename(path).slice(-MAX_NAME) } };
  const options = { file, signal: sending.signal };
  return id === undefined
    ? await api.ask('POST /imports', named, options)
    : await api.ask('POST /imports/{id}/files', { ...named, path: { id } }, options);
}

async function saveRejects(api: EndpointClient, id: string, path: string): Promise<void> {
  const { body } = await api.fetch('GET /imports/{id}/rejects', { path: { id } });
  if (body === null) return;
  await mkdir(dirname(path), { recursive: true });
  await pipeline(body, createWriteStream(path, { mode: 0o600 }));
}
