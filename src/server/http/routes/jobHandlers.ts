import { z } from 'zod';
import type { EXPORT_ENDPOINTS } from '../../../contract/endpoints/exportEndpoints';
import { ApiError } from '../../../contract/errors';
import { formatDay } from '../../../contract/format/days';
import { wallTimeIn } from '../../../contract/time/wallTime';
import { ownerOf, type SignedInPrincipal, userOf } from '../../access/principal';
import type { Backend } from '../../backend';
import { fileName } from '../../exports/files/exportFile';
import { findJob, type JobRow, jobsOf, markSeen } from '../../exports/jobs/jobStore';
import { toExportJob, toExportJobs } from '../../exports/jobs/jobView';
import { auditedJob, filePathOf, formatOf, requireReadable } from '../../exports/jobs/storedExport';
import { messageIdOf } from '../../exports/mail/exportMail';
import { outboxPath } from '../../exports/mail/outbox';
import { readOutboxMail } from '../../exports/mail/readOutbox';
import { actorOf, recordDownload } from '../call/auditing';
import { type HandlersOf, ok } from '../call/handler';
import { streamJobs } from './jobEvents';
import { sendFile } from './sendFile';

type JobName = Extract<keyof typeof EXPORT_ENDPOINTS, `${string} /export/jobs${string}`>;

export const jobHandlers: HandlersOf<Pick<typeof EXPORT_ENDPOINTS, JobName>> = {
  async 'GET /export/jobs'({ backend, principal }) {
    const jobs = await jobsOf(backend.state, ownerOf(principal));
    return ok({ jobs: await toExportJobs(backend.keys, jobs, principal) });
  },

  'GET /export/jobs/events': streamJobs,

  async 'GET /export/jobs/{id}'(call) {
    return ok(toExportJob(call.backend.keys, await ownJob(call), call.principal));
  },

  async 'DELETE /export/jobs/{id}'(call) {
    const { backend, principal } = call;
    const cancelled = await backend.exports.cancel(await ownJob(call));
    backend.audit.note({ kind: 'cancelled', ...actorOf(call), detail: cancelled.format });
    return ok(toExportJob(backend.keys, cancelled, principal));
  },

  async 'POST /export/jobs/{id}/retry'(call) {
    const { backend, principal } = call;
    const retried = await backend.exports.retry(await ownJob(call), userOf(principal), principal);
    backend.audit.note({ kind: 'retried', ...actorOf(call), detail: retried.format, ...auditedJob(retried) });
    return ok(toExportJob(backend.keys, retried, principal));
  },

  async 'GET /export/jobs/{id}/file'(call) {
    const { context, backend, principal, signal } = call;
    const job = await ownJob(call);
    const path = filePathOf(backend, job);
    const { bytes, sha256 } = job;
    // It is there once it is whole; its mail may still be on the way.
    if (path === undefined || job.columns === null || bytes === null || sha256 === null) throw noFile(backend, job);
    requireReadable(backend.keys, job, principal);
    await recordDownload(call, { audited: auditedJob(job), format: job.format, rows: job.rows ?? job.rows_requested });
    const asOf = job.receipt?.asOf ?? wallTimeIn(backend.config.timeZone, job.requested_at);
    const format = formatOf(job);
    const record = { bytes, sha256 };
    return sendFile(context, { path, fileName: fileName(asOf, format), format, record }, signal);
  },

  async 'DELETE /export/jobs/{id}/file'(call) {
    const { backend, principal } = call;
    const job = await ownJob(call);
    if (job.file_name === null) throw noFile(backend, job);
    const removed = await backend.exports.removeFile(job);
    backend.audit.note({ kind: 'fileDeleted', ...actorOf(call), detail: removed.format });
    return ok(toExportJob(backend.keys, removed, principal));
  },

  async 'POST /export/jobs/{id}/seen'(call) {
    const { backend, principal } = call;
    const job = await ownJob(call);
    return ok(toExportJob(backend.keys, (await markSeen(backend.state, job.id)) ?? job, principal));
  },

  async 'DELETE /export/jobs/{id}/entry'(call) {
    const { backend } = call;
    const removed = await backend.exports.removeEntry(await ownJob(call));
    if (removed.file_name !== null) {
      backend.audit.note({ kind: 'fileDeleted', ...actorOf(call), detail: removed.format });
    }
    return { status: 204, body: null };
  },

  async 'GET /export/jobs/{id}/mail'(call) {
    const { backend, principal } = call;
    const job = await ownJob(call);
    requireReadable(backend.keys, job, principal);
    const path = outboxPath(backend.outboxFolder, messageIdOf(job.id, backend.publicUrl));
    const mail = await readOutboxMail(path);
    if (mail === undefined) throw new ApiError('notFound', 'The local outbox holds no mail for this export');
    return ok(mail);
  },
};

function noFile(backend: Backend, { expires_at: expiresAt, file_deleted_at: deletedAt }: JobRow): ApiError {
  const isOver = expiresAt !== null && expiresAt <= backend.now();
  const why = isOver ? `This file was removed on ${dayOf(backend, expiresAt)}` : 'This export has no file';
  return new ApiError('notFound', deletedAt === null ? why : `You deleted this file on ${dayOf(backend, deletedAt)}`);
}

function dayOf({ config }: Backend, instant: Date): string {
  return formatDay(wallTimeIn(config.timeZone, instant));
}

interface JobCall {
  backend: Backend;
  path: { readonly id: string };
  principal: SignedInPrincipal;
}

/** Another user's job is as unknown as one that never was. */
async function ownJob({ backend, path, principal }: JobCall): Promise<JobRow> {
  const id = z.uuid().safeParse(path.id);
  const job = id.success ? await findJob(backend.state, id.data) : undefined;
  if (job === undefined || job.user_id !== ownerOf(principal)) throw new ApiError('notFound', 'No such export');
  return job;
}
