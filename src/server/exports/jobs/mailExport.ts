import { stat } from 'node:fs/promises';
import { ApiError } from '../../../contract/errors';
import type { Services } from '../../services';
import { fileName } from '../exportFile';
import { exportMail } from '../mail/exportMail';
import { filePathOf, readStoredExport, requireStillAllowed } from './exportScope';
import { type Claim, recordMailed } from './jobClaims';
import type { JobRow } from './jobStore';

/**
 * Mails a job's file, unless its owner may not have it any more. A crash between mail and record sends the
 * mail again, with the same message id.
 */
export async function mailExport(services: Services, job: JobRow, claim: Claim): Promise<void> {
  const { config, mailer, publicUrl, state } = services;
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
  await stat(path).catch(() => {
    throw new ApiError('notFound', 'The file is no longer on the server');
  });
  const { attachBytes, from } = config.mail;
  const attachedName = fileName(receipt.asOf, job.format);
  const facts = { rows, bytes, sha256, receipt, expiresAt, attachedName, path, attachBytes, from, publicUrl };
  await mailer.send(exportMail({ job, ...facts }));
  await recordMailed(state, claim, mailer.kind);
}
