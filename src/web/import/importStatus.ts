import type { ImportPreview, Upload } from '../../contract/responses/importResponses';
import { say } from '../../contract/texts/texts';
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
  if (sending !== undefined) return { label: say('import.chip.sending', { percent: percentOf(sending.share) }) };
  const quiet = { label: say('import.chip') };
  if (upload === undefined) return problem === null ? quiet : { label: say('import.chip.notSent'), end: 'bad' };
  switch (upload.state) {
    case 'uploaded':
      return { label: say('import.chip.uploaded') };
    case 'running':
      return { label: runningLabel(upload) };
    case 'done':
      return upload.id === seen ? quiet : { label: say('import.chip.done'), end: 'good' };
    case 'failed':
      return upload.id === seen ? quiet : { label: say('import.chip.failed'), end: 'bad' };
  }
}

function runningLabel(upload: Upload): string {
  const share = readShare(upload);
  if (share !== undefined) return say('import.chip.percent', { percent: percentOf(share) });
  return say(upload.progress?.phase === 'storing' ? 'import.chip.storing' : 'import.chip.running');
}

/** Why the import cannot be started; undefined when it can. */
export function describeBlocker({ problem, read, rejected }: ImportPreview): string | undefined {
  if (problem !== null) return say('import.blocked.problem');
  if (read === 0) return say('import.blocked.noRows');
  if (read === rejected) return say('import.blocked.none');
  return undefined;
}
