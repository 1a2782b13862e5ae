import type { Understood, Upload } from '../../contract/responses/importResponses';
import type { TicketImport } from './useImport';

/** A share 0..1 in whole percent, never more than is there. */
export function percentOf(share: number): number {
  return Math.floor(Math.min(1, share) * 100);
}

/** How much of the files is read, 0..1; undefined while that is not known, or no longer what takes time. */
export function readShare({ progress }: Upload): number | undefined {
  if (progress === null || progress.phase === 'storing' || progress.totalBytes === 0) return undefined;
  return Math.min(1, progress.bytes / progress.totalBytes);
}

/** What the chip says, and whether something came to its end. */
export interface ImportStatus {
  label: string;
  end?: 'good' | 'bad';
}

/** @param seen the upload whose end somebody has looked at. */
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

/** Why there is nothing to import yet; undefined when there is. */
export function whyNotReady({ problem, read, rejected }: Understood): string | undefined {
  if (problem !== null) return 'It cannot be imported as it is: what is in the way stands above.';
  if (read === 0) return 'There are no rows to import.';
  if (read === rejected) return 'None of the first rows is understood.';
  return undefined;
}
