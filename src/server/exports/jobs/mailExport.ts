import { access, constants } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { ApiError } from '../../../contract/errors';
import { fileName } from '../exportFile';
import type { ExportServices } from '../exportServices';
import { exportMail } from '../mail/exportMail';
import { filePathOf, readStoredExport, requireStillAllowed } from './exportScope';
import { type Claim, recordMailed } from './jobClaims';
import type { JobRow } from './jobStore';
import type { Pace } from './pace';

/**
 * Mails a job's file, unless its owner may not have it any more. A crash between mail and record sends the
 * mail again, with the same message id.
 * @param signal aborted when the mail is no longer this worker's.
 */
export async function mailExport(
  services: ExportServices,
  job: JobRow,
  claim: Claim,
  pace: Pace,
  signal: AbortSignal,
): Promise<void> {
  const { config, mailer, publicUrl } = services;
  readStoredExport(services, job);
  requireStillAllowed(services, job);
  const path = filePathOf(services, job);
  const { rows, bytes, sha256, receipt, expires_at: expiresAt } = job;
  if (
    path === undefined ||
    rows === null ||
    bytes === null ||
    sha256 === null ||
    receipt === null ||
    expiresAt === null
  )
    throw new Error('a job that is to be mailed has no file');
  await requireFile(path);
  const { attachBytes, from } = config.mail;
  const attachedName = fileName(receipt.asOf, job.format);
  const facts = { rows, bytes, sha256, receipt, expiresAt, attachedName, path, attachBytes, from, publicUrl };
  try {
    await mailer.send(exportMail({ job, ...facts }));
  } catch (error) {
    // An attachment that cannot be read looks like a mail server that breaks off.
    await requireFile(path);
    throw error;
  }
  await recordSent(services, claim, pace, signal);
}

/** @throws ApiError when the file is gone, or not to be read. */
async function requireFile(path: string): Promise<void> {
  await access(path, constants.R_OK).catch(() => {
    throw new ApiError('notFound', 'The file is no longer on the server');
  });
}

/** The mail is out: while its record cannot be made, mailing again would only make a duplicate. */
async function recordSent(
  { state, mailer }: ExportServices,
  claim: Claim,
  pace: Pace,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    try {
      await recordMailed(state, claim, mailer.kind);
      return;
    } catch (error) {
      console.error(`export ${claim.jobId} is mailed and waits for the store:`, error);
      await setTimeout(pace.recordDelay * 1000, undefined, { signal });
    }
  }
}
