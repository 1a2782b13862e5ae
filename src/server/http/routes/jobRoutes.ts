import { z } from 'zod';
import { ApiError } from '../../../contract/errors';
import { exportJobSchema, jobListSchema, outboxMailSchema } from '../../../contract/responses/exportResponses';
import { wallTimeIn } from '../../../contract/time/wallTime';
import { fileName } from '../../exports/exportFile';
import { filePathOf, requireReadable } from '../../exports/jobs/exportScope';
import { findJob, type JobRow, jobsOf } from '../../exports/jobs/jobStore';
import { toExportJob } from '../../exports/jobs/jobView';
import { messageIdOf } from '../../exports/mail/exportMail';
import { outboxPath } from '../../exports/mail/outbox';
import { readOutboxMail } from '../../exports/mail/readOutbox';
import { pathParameter, type SignedInCall, type SignedInRoute } from '../route';
import { FILE_TYPES, sendFile } from './sendFile';

const ACCESS = ['reportTickets', 'exportData'] as const;
const NOT_FOUND = { description: 'Unknown, or another user’s' };

export const jobListRoute: SignedInRoute = {
  method: 'get',
  path: '/export/jobs',
  summary: "The caller's queued exports, newest first",
  access: ACCESS,
  answers: { 200: { description: 'Jobs', schema: jobListSchema } },
  async handle({ context, backend, caller, principal }) {
    const jobs = await jobsOf(backend.state, caller.id);
    return context.json({ jobs: jobs.map((job) => toExportJob(job, principal)) });
  },
};

export const jobRoute: SignedInRoute = {
  method: 'get',
  path: '/export/jobs/{id}',
  summary: 'One queued export',
  access: ACCESS,
  answers: { 200: { description: 'The job', schema: exportJobSchema }, 404: NOT_FOUND },
  async handle(call) {
    return call.context.json(toExportJob(await ownJob(call), call.principal));
  },
};

export const jobCancelRoute: SignedInRoute = {
  method: 'delete',
  path: '/export/jobs/{id}',
  summary: 'Cancels a queued or running export',
  access: ACCESS,
  answers: {
    200: { description: 'The cancelled job', schema: exportJobSchema },
    404: NOT_FOUND,
    409: { description: 'It has already ended' },
  },
  async handle(call) {
    return call.context.json(toExportJob(await call.backend.exports.cancel(await ownJob(call)), call.principal));
  },
};

export const jobRetryRoute: SignedInRoute = {
  method: 'post',
  path: '/export/jobs/{id}/retry',
  summary: 'Puts a failed or cancelled export back in line',
  access: ACCESS,
  answers: {
    200: { description: 'The queued job', schema: exportJobSchema },
    404: NOT_FOUND,
    409: { description: 'It neither failed nor was cancelled' },
  },
  async handle(call) {
    return call.context.json(
      toExportJob(await call.backend.exports.retry(await ownJob(call), call.caller, call.principal), call.principal),
    );
  },
};

export const jobFileRoute: SignedInRoute = {
  method: 'get',
  path: '/export/jobs/{id}/file',
  summary: 'Downloads the file of a finished export',
  access: ACCESS,
  answers: { 200: { description: 'The file', types: FILE_TYPES }, 404: NOT_FOUND },
  async handle(call) {
    const { context, backend, principal } = call;
    const job = await ownJob(call);
    const path = filePathOf(backend, job);
    // It is there once it is whole; its mail may still be on the way.
    if (path === undefined || job.columns === null) {
      const over = job.expires_at !== null && job.expires_at <= backend.now();
      const words = over ? `This file was removed on ${dayOf(call, job.expires_at)}` : 'This export has no file';
      throw new ApiError('notFound', words);
    }
    requireReadable(job, principal);
    const asOf = job.receipt?.asOf ?? wallTimeIn(backend.config.timeZone, job.requested_at);
    return sendFile(context, { path, fileName: fileName(asOf, job.format), format: job.format });
  },
};

function dayOf({ backend }: SignedInCall, instant: Date | null): string {
  return wallTimeIn(backend.config.timeZone, instant ?? backend.now()).slice(0, 10);
}

export const jobMailRoute: SignedInRoute = {
  method: 'get',
  path: '/export/jobs/{id}/mail',
  summary: 'The mail of a finished export in the local outbox, while no mail server is set up',
  access: ACCESS,
  answers: { 200: { description: 'The mail', schema: outboxMailSchema }, 404: NOT_FOUND },
  async handle(call) {
    const { context, backend, principal } = call;
    const job = await ownJob(call);
    requireReadable(job, principal);
    const path = outboxPath(backend.outboxFolder, messageIdOf(job.id, backend.publicUrl));
    const mail = await readOutboxMail(path);
    if (mail === undefined) throw new ApiError('notFound', 'The local outbox holds no mail for this export');
    return context.json(mail);
  },
};

/** Another user's job is as unknown as one that never was. */
async function ownJob({ context, backend, caller }: SignedInCall): Promise<JobRow> {
  const id = z.uuid().safeParse(pathParameter(context, 'id'));
  const job = id.success ? await findJob(backend.state, id.data) : undefined;
  if (job === undefined || job.user_id !== caller.id) throw new ApiError('notFound', 'No such export');
  return job;
}
