import { rm } from 'node:fs/promises';
import { ApiError } from '../../../contract/errors';
import { NO_ORIGIN } from '../../audit/newEntry';
import { logger } from '../../log/logger';
import { DiskFullError } from '../../process/diskFullError';
import { MailDelayed, MailRefused } from '../mail/mailer';
import type { Attempt } from './attempt';
import { deferMail, deferMaking, failJob } from './jobRecords';
import { filePathOf } from './storedExport';

/** Each records why a try failed. @returns seconds until the next one; undefined when it was the last. */

export async function recordUnmade(attempt: Attempt, error: unknown): Promise<number | undefined> {
  const { services, policy, job, lease } = attempt;
  // A refusal (rights were withdrawn, no room) would be the same at every try.
  const delay = error instanceof ApiError ? undefined : policy.makeDelays[job.tries - 1];
  if (!(error instanceof ApiError)) logger.error({ err: error, jobId: job.id, try: job.tries }, 'export not made');
  noteRefusal(attempt, error);
  if (delay === undefined) await failJob(services.state, lease, wordsOf(error), false);
  else await deferMaking(services.state, lease, wordsOf(error), delay);
  return delay;
}

export async function recordUnmailed(attempt: Attempt, error: unknown): Promise<number | undefined> {
  if (error instanceof ApiError) return withdraw(attempt, error);
  const { services, job, lease } = attempt;
  const known = error instanceof MailDelayed || error instanceof MailRefused;
  const words = known ? error.message : 'The mail could not be made';
  if (!known) logger.error({ err: error, jobId: job.id }, 'export not mailed');
  const delay = error instanceof MailRefused ? undefined : delayOfMail(attempt);
  if (delay === undefined) await failJob(services.state, lease, words, true);
  else await deferMail(services.state, lease, words, delay);
  return delay;
}

/** The owner may not have the file any more. */
async function withdraw(attempt: Attempt, error: ApiError): Promise<undefined> {
  const { services, job, lease } = attempt;
  const { message } = error;
  noteRefusal(attempt, error);
  const path = filePathOf(services, job);
  if (!(await failJob(services.state, lease, message, false)) || path === undefined) return;
  await rm(path, { force: true });
}

/** Of a job whose owner may not have its file (any more). */
function noteRefusal({ services, job }: Attempt, error: unknown): void {
  if (!(error instanceof ApiError) || error.code !== 'forbidden') return;
  const actor = { userId: job.user_id, userEmail: job.caller.email, level: services.config.privacyLevel, ...NO_ORIGIN };
  services.audit.noteRefused({ ...actor, detail: `a queued export: ${error.message}` });
}

/** Undefined when the next try would be too late. */
function delayOfMail({ policy, job }: Attempt): number | undefined {
  const { mailDelays, mailSeconds } = policy;
  const delay = mailDelays[Math.min(job.mail_tries, mailDelays.length - 1)] ?? 0;
  const since = (job.made_at ?? job.requested_at).getTime();
  return Date.now() + delay * 1000 - since > mailSeconds * 1000 ? undefined : delay;
}

/** Words for the job's owner; inner text stays in the log. */
function wordsOf(error: unknown): string {
  return error instanceof ApiError || error instanceof DiskFullError ? error.message : 'The file could not be made';
}
