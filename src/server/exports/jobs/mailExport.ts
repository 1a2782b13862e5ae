import { setTimeout } from 'node:timers/promises';
import { ApiError } from '../../../contract/errors';
import { auditedQuery } from '../../audit/auditedQuery';
import { type NewEntry, NO_ORIGIN } from '../../audit/newEntry';
import { logger } from '../../log/logger';
import { openFile } from '../../process/openFile';
import { selectedColumns } from '../../tickets/rows';
import { fileName } from '../files/exportFile';
import { requireIntact } from '../files/intactFile';
import { exportMail } from '../mail/exportMail';
import type { MailNote } from '../mail/mailNote';
import type { Attempt } from './attempt';
import { recordMailed } from './jobRecords';
import { findJob } from './jobStore';
import { heldLeases } from './leases';
import { removeMails } from './outboxMails';
import { pageOf } from './requestText';
import { filePathOf, readStoredExport, requireStillAllowed, type StoredExport } from './storedExport';

/**
 * Mails a job's file, unless its owner may not have it any more. A crash between mail and record sends the
 * mail again, with the same message id.
 */
export async function mailExport(attempt: Attempt): Promise<void> {
  // A mail server that hangs must not hold up a stop; a mail that was sent all the same is one duplicate.
  await Promise.race([sendAndRecord(attempt), whenAborted(attempt.controller.signal)]);
}

async function sendAndRecord(attempt: Attempt): Promise<void> {
  const { services, job } = attempt;
  const { config, mailer, publicUrl } = services;
  const stored = readStoredExport(services, job);
  const { request } = stored;
  requireStillAllowed(services, job);
  const path = filePathOf(services, job);
  const { rows, bytes, sha256, receipt, expires_at: expiresAt } = job;
  if (path === undefined) throw gone();
  if (rows === null || bytes === null || sha256 === null || receipt === null || expiresAt === null)
    throw new Error('a job that is to be mailed has no file');
  await requireFile(path);
  const { attachBytes, from } = config.mail;
  const attachedName = fileName(receipt.asOf, request.format);
  const { language } = request;
  const file = { rows, bytes, sha256, receipt, expiresAt, attachedName, path };
  const note = await noteOf(attempt);
  if (!(await isHeld(attempt))) return;
  try {
    await mailer.send(exportMail({ job, ...file, attachBytes, from, publicUrl, language, note }));
  } catch (error) {
    // An attachment that cannot be read, or is another file, looks like a mail server that breaks off.
    await (bytes <= attachBytes ? requireIntact(path, { bytes, sha256 }) : requireFile(path));
    throw error;
  }
  if (!(await recordSent(attempt, mailedEntry(attempt, stored)))) return removeUnwanted(attempt);
  logger.info({ jobId: job.id, by: mailer.kind }, 'export mailed');
}

/** @throws ApiError when the schedule that asked for it no longer does. */
async function noteOf({ services, job }: Attempt): Promise<MailNote | undefined> {
  const note = await services.noteOf?.(job.id);
  if (note === undefined && job.charged_to !== null) {
    throw new ApiError('forbidden', 'The schedule does not mail it any more');
  }
  return note;
}

/** Cancelled, or somebody else's, since it was taken: it is not mailed. */
async function isHeld({ services, lease }: Attempt): Promise<boolean> {
  return (await heldLeases(services.state, [lease.id])).length > 0;
}

/** The worker mails on behalf of the job's owner. */
function mailedEntry({ job }: Attempt, { request, scope, level }: StoredExport): NewEntry {
  const audited = auditedQuery(request.query, job.columns ?? selectedColumns(scope), pageOf(request));
  const { user_id: userId, caller } = job;
  const detail = `${job.format} to ${job.deliver_to}`;
  return {
    kind: 'mailed',
    userId,
    userEmail: caller.email,
    level,
    ...NO_ORIGIN,
    detail,
    rows: job.rows ?? undefined,
    ...audited,
  };
}

/** Cancelled while its mail was being written to the outbox, where it would stay to be read. */
async function removeUnwanted({ services, job }: Attempt): Promise<void> {
  const now = await findJob(services.state, job.id);
  if (now?.state === 'cancelled') await removeMails(services, [job.id]);
}

/** @throws ApiError when the file is gone, or not to be read. */
async function requireFile(path: string): Promise<void> {
  const file = await openFile(path).catch(() => {
    throw gone();
  });
  await file.close();
}

const gone = () => new ApiError('notFound', 'The file is no longer on the server');

/**
 * The mail is out: while its record cannot be made, mailing again would only make a duplicate.
 * @returns false when the job is no longer this worker's.
 */
async function recordSent({ services, policy, lease, controller }: Attempt, entry: NewEntry): Promise<boolean> {
  const { state, mailer, audit } = services;
  for (;;) {
    try {
      return await recordMailed(state, lease, mailer.kind, audit.values([entry]));
    } catch (error) {
      logger.error({ err: error, jobId: lease.jobId }, 'an export is mailed and waits for the store');
      await setTimeout(policy.recordDelay * 1000, undefined, { signal: controller.signal });
    }
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
