import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import type { ColumnMapping } from '../../contract/columns/columnMapping';
import { encodeQueryString } from '../../contract/query/queryString';
import { type ImportSummary, type Upload, uploadSchema } from '../../contract/responses/importResponses';
import { formatProgress } from '../imports/formatSummary';
import type { RunningServer } from './runningServer';

export interface ImportOnServerOptions {
  mapping: ColumnMapping;
  replace: boolean;
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
  server: RunningServer,
  paths: readonly string[],
  { mapping, replace, rejectPath, onProgress, signal }: ImportOnServerOptions,
): Promise<ImportSummary> {
  let id: string | undefined;
  try {
    for (const path of paths) {
      const upload: Upload = await uploadFile(server, path, id, onProgress, signal);
      id = upload.id;
    }
    const at = `/imports/${id}`;
    const body = JSON.stringify({ mapping, replace });
    let upload = await server.ask(`${at}/start`, uploadSchema, { method: 'POST', body, signal });
    while (upload.state === 'running') {
      await setTimeout(POLL_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
      upload = await server.ask(at, uploadSchema, { signal });
      if (upload.progress !== null) onProgress(formatProgress(upload.progress, upload.progress.seconds));
    }
    if (upload.summary === null) throw new Error(upload.reason ?? 'The import failed');
    if (upload.summary.rejected > 0) await saveRejects(server, at, rejectPath);
    return upload.summary;
  } finally {
    // Also stops a running import. If the server is gone, so is the upload.
    if (id !== undefined) await server.fetch(`/imports/${id}`, { method: 'DELETE' }).catch(() => undefined);
  }
}

/** @param id of the upload to add the file to; undefined begins a new upload. */
async function uploadFile(
  server: RunningServer,
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
  const name = encodeQueryString([{ name: 'name', value: basename(path).slice(-MAX_NAME) }]);
  const init = { method: 'POST', body: Readable.toWeb(file), duplex: 'half', signal: sending.signal };
  // fetch needs `duplex` for a stream, but its types lack it.
  return await server.ask(
    `/imports${id === undefined ? '' : `/${id}/files`}?${name}`,
    uploadSchema,
    init as RequestInit,
  );
}

async function saveRejects(server: RunningServer, at: string, path: string): Promise<void> {
  const { body } = await server.fetch(`${at}/rejects`);
  if (body === null) return;
  await mkdir(dirname(path), { recursive: true });
  await pipeline(body, createWriteStream(path, { mode: 0o600 }));
}
