import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError } from '../../contract/errors';
import { queryInWords } from '../../contract/filterWords';
import { hiddenColumns, lowerLevel } from '../../contract/privacy';
import { type ExportRequest, parseExportRequest } from '../../contract/requests';
import { viewerOf } from '../access/caller';
import type { Services } from '../services';
import { selectedColumns, type TicketScope } from '../tickets/rows';
import { type FileFacts, fileName, makeFile, sha256Of } from './exportFile';
import { exportMail } from './exportMail';
import { endJob, type JobRow, recordFile, requeueJob, startJob } from './jobStore';
import type { WorkItem } from './queue';

/** Files of jobs stay for a week. */
const KEEP_MS = 7 * 86_400_000;

/** Where a job's file lies; only its owner's requests lead there. */
export function jobPath(dataDir: string, job: Pick<JobRow, 'id' | 'format'>): string {
  return join(dataDir, 'exports', `${job.id}.${job.format}`);
}

/**
 * Makes, records and mails the file of one job, in that order. Whatever breaks in between is done again by
 * the next try: the file has the same name, and the mail the same message id.
 * @throws to be tried again; after the last try the job says why it failed.
 */
export async function workOnJob(services: Services, { jobId, lastTry }: WorkItem, signal: AbortSignal): Promise<void> {
  const job = await startJob(services.state, jobId);
  if (job === undefined) return;
  try {
    await deliver(services, job, signal);
  } catch (error) {
    // Cancelled, or the process is stopping: the job's state is somebody else's to decide.
    if (signal.aborted) return;
    const final = lastTry || isRefusal(error);
    if (final) await endJob(services.state, jobId, 'failed', reason(error));
    else await requeueJob(services.state, jobId, reason(error));
    if (!final) throw error;
  }
}

async function deliver(services: Services, job: JobRow, signal: AbortSignal): Promise<void> {
  const { request, scope } = readAgain(services, job);
  const path = jobPath(services.config.dataDir, job);
  const facts = await makeFile(services.engine, { ...request, scope }, path, signal);
  const sha256 = await sha256Of(path);
  const columns = selectedColumns(scope);
  const expiresAt = new Date(services.now().getTime() + KEEP_MS);
  if (!(await recordFile(services.state, job.id, { ...facts, sha256, columns, expiresAt }))) {
    await rm(path, { force: true });
    return;
  }
  await services.mailer.send(exportMail(mailOf(services, job, request, scope, { ...facts, sha256 }, path)));
  await endJob(services.state, job.id, 'sent', null);
}

/** Reads the stored request again with the rights and the privacy level of this moment. */
function readAgain({ config }: Services, job: JobRow): { request: ExportRequest; scope: TicketScope } {
  const request = parseExportRequest(job.query, viewerOf(job.caller, config.privacyLevel), job.format);
  const asOf = request.query.asOf;
  if (asOf === undefined) throw new Error('a stored request has no as-of');
  const scope = { query: request.query, visible: request.visible, moment: { asOf, timeZone: config.timeZone } };
  return { request, scope };
}

function mailOf(
  { config, publicUrl }: Services,
  job: JobRow,
  { query, format }: ExportRequest,
  { moment }: TicketScope,
  facts: FileFacts & { sha256: string },
  path: string,
): Parameters<typeof exportMail>[0] {
  const level = lowerLevel(config.privacyLevel, query.asLevel ?? config.privacyLevel);
  return {
    job,
    ...facts,
    asOf: moment.asOf,
    timeZone: moment.timeZone,
    words: queryInWords(query.filters),
    hiddenColumns: hiddenColumns(viewerOf(job.caller, level)),
    fileName: fileName(moment.asOf, format),
    path,
    publicUrl,
  };
}

/** The request itself is refused now (rights were withdrawn): another try would be refused as well. */
function isRefusal(error: unknown): boolean {
  return error instanceof ApiError;
}

/** Words for the job's owner; inner text stays in the log. */
function reason(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return 'The disk of the server is full';
  return 'The file could not be made';
}
