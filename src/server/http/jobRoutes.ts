import { z } from 'zod';
import { exportJobSchema, jobListSchema } from '../../contract/answers';
import { ApiError } from '../../contract/errors';
import { wallTimeIn } from '../../contract/wallTime';
import { fileName } from '../exports/exportFile';
import { jobPath } from '../exports/exportWorker';
import { findJob, type JobRow, jobsOf, toExportJob } from '../exports/jobStore';
import { requireStillVisible } from './exportRoutes';
import { pathParameter, type SignedInCall, type SignedInRoute } from './route';
import { sendFile } from './sendFile';

const ACCESS = ['reportTickets', 'exportData'] as const;
const NOT_FOUND = { description: 'Unknown, or another user’s' };

export const jobListRoute: SignedInRoute = {
  method: 'get',
  path: '/export/jobs',
  summary: "The caller's queued exports, newest first",
  access: ACCESS,
  answers: { 200: { description: 'Jobs', schema: jobListSchema } },
  async handle({ context, backend, caller }) {
    const jobs = await jobsOf(backend.state, caller.id);
    return context.json({ jobs: jobs.map(toExportJob) });
  },
};

export const jobRoute: SignedInRoute = {
  method: 'get',
  path: '/export/jobs/{id}',
  summary: 'One queued export',
  access: ACCESS,
  answers: { 200: { description: 'The job', schema: exportJobSchema }, 404: NOT_FOUND },
  async handle(call) {
    return call.context.json(toExportJob(await ownJob(call)));
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
    return call.context.json(toExportJob(await call.backend.exports.cancel(await ownJob(call))));
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
    return call.context.json(toExportJob(await call.backend.exports.retry(await ownJob(call))));
  },
};

export const jobFileRoute: SignedInRoute = {
  method: 'get',
  path: '/export/jobs/{id}/file',
  summary: 'Downloads the file of a finished export',
  access: ACCESS,
  answers: { 200: { description: 'The file' }, 404: NOT_FOUND },
  async handle(call) {
    const { context, backend, viewer } = call;
    const job = await ownJob(call);
    // Rows are recorded when the file is whole; the mail may still be on its way.
    if (job.rows === null || job.columns === null) throw new ApiError('notFound', 'This export has no file yet');
    requireStillVisible(job.columns, viewer);
    const madeAt = wallTimeIn(backend.config.timeZone, job.finished_at ?? job.requested_at);
    const path = jobPath(backend.config.dataDir, job);
    return sendFile(context, { path, fileName: fileName(madeAt, job.format), format: job.format });
  },
};

/** Another user's job is as unknown as one that never was. */
async function ownJob({ context, backend, caller }: SignedInCall): Promise<JobRow> {
  const id = z.uuid().safeParse(pathParameter(context, 'id'));
  const job = id.success ? await findJob(backend.state, id.data) : undefined;
  if (job === undefined || job.user_id !== caller.id) throw new ApiError('notFound', 'No such export');
  return job;
}
