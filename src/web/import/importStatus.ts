import type { ImportPreview, Upload } from '../../contract/responses/importResponses';
import type { TicketImport } from './useImport';

/** A share 0..1 in whole per cent, rounded down. */
export function percentOf(share: number): number {
  return Math.floor(Math.min(1, share) * 100);
}

/** The share of the files that is read, 0..1; undefined before it is known and while the rows are stored. */
export function readShare({ progress }: Upload): number | undefined {
  if (progress === null || progress.phase === 'storing' || progress.totalBytes === 0) return undefined;
  return Math.min(1, progress.bytes / progress.totalBytes);
}

/** The label of the chip; `end` once the import has ended. */
export interface ImportStatus {
  label: string;
  end?: 'good' | 'bad';
}

/** @param seen id of the upload whose result was opened. */
export function importStatus(
  { sending, upload, problem }: Pick<TicketImport, 'sending' | 'upload' | 'problem'>,
  seen: string | undefined,
): ImportStatus {
  if (sending !== undefined) return { label: `Sending ${percentOf(sending.share)} %` };
  if (upload === undefined) return problem === null ? { label: 'Import' } : { label: 'Sending failed', end: 'bad' };
  switch (upload.state) {
    case 'uploaded':
      return { label: 'Import · not started' };
    case 'running':
      return { label: runningLabel(upload) };
    case 'done':
      return upload.id === seen ? { label: 'Import' } : { label: 'Import done', end: 'good' };
    case 'failed':
      return upload.id === seen ? { label: 'Import' } : { label: 'Import failed', end: 'bad' };
  }
}

function runningLabel(upload: Upload): string {
  const share = readShare(upload);
  if (share !== undefined) return `Importing ${percentOf(share)} %`;
  return upload.progress?.phase === 'storing' ? 'Importing · storing' : 'Importing …';
}

/** Why the import cannot be started; undefined when it can. */
export function describeBlocker({ problem, read, rejected }: ImportPreview): string | undefined {
  if (problem !== null) return 'It cannot be imported as it is: what is in the way stands above.';
  if (read === 0) return 'There are no rows to import.';
  if (read === rejected) return 'None of the first rows is understood.';
  return undefined;
}
