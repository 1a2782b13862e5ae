import { join } from 'node:path';
import { isColumnId } from '../../../contract/columns/columns';
import { ApiError } from '../../../contract/errors';
import { SERVER_TEXTS } from '../../../contract/languages/serverTexts';
import {
  hiddenColumns,
  lowerLevel,
  type Principal,
  type PrivacyLevel,
  visibleColumns,
} from '../../../contract/privacy';
import { keptQueryProblem, unknownColumnProblem, unknownFormatProblem } from '../../../contract/query/keptProblem';
import {
  type ExportFormat,
  type ExportRequest,
  isExportFormat,
  parseExportRequest,
} from '../../../contract/query/requests';
import { describeExport } from '../../../contract/sentences/describeExport';
import { spokenIn } from '../../../contract/texts/texts';
import { wallTimeIn } from '../../../contract/time/wallTime';
import { principalOf, requirePermissions, type SignedInPrincipal } from '../../access/principal';
import { type AuditedQuery, auditedQuery } from '../../audit/auditedQuery';
import { providedBy } from '../../config/reportSettings';
import { logger } from '../../log/logger';
import type { RowKeys } from '../../state/rowKeys';
import { serverMinute } from '../../tickets/asOf';
import { requireProvided } from '../../tickets/requireProvided';
import type { TicketScope } from '../../tickets/rows';
import type { ExportServices } from '../exportServices';
import type { Receipt } from '../files/receipt';
import { ownFileName } from './fileNames';
import type { JobRow } from './jobStore';
import { pageOf, readJobText } from './requestText';

/** A stored request, read with the rights and the privacy level of this moment. */
export interface StoredExport {
  request: ExportRequest;
  scope: TicketScope;
  /** Of its file. */
  level: PrivacyLevel;
  receipt: Receipt;
}

/** What an export needs of whoever asks for it, when it is asked for and when it is made. */
const NEEDED = ['reportTickets', 'exportData'] as const;

/** Whoever asked for a job, at the stricter of the server's levels then and now. */
function askerOf({ caller, level }: JobRow, { privacyLevel }: ExportServices['config']): SignedInPrincipal {
  return principalOf(caller, lowerLevel(privacyLevel, level ?? privacyLevel));
}

/** @throws ApiError when the request would be refused now. */
export function readStoredExport({ config, now }: ExportServices, job: JobRow): StoredExport {
  const principal = askerOf(job, config);
  requirePermissions(principal, NEEDED);
  const { request, hidesLaterClosings } = parseStored(job, principal);
  const { query, visible } = request;
  if (query.asOf === undefined) throw new Error('a stored request has no as-of');
  const { timeZone, workingHours } = config;
  requireProvided(providedBy(config), query, {});
  const level = lowerLevel(principal.level, query.asLevel ?? principal.level);
  const receipt = {
    words: spokenIn(SERVER_TEXTS[request.language], () => describeExport(request)),
    asOf: query.asOf,
    timeZone,
    hiddenColumns: [...hiddenColumns({ ...principal, level })],
  };
  const serverTime = serverMinute(wallTimeIn(timeZone, now()));
  const asOf = {
    time: query.asOf,
    timeZone,
    hidesLaterClosings,
    serverTime,
    working: workingHours?.calendar,
    subjectPath: config.subjectPath ?? undefined,
  };
  return { request, scope: { query, visible, asOf }, level, receipt };
}

/** What a download of a job's file is recorded with. The caller has decided that the file is for whoever asks. */
export function auditedJob(job: JobRow): AuditedQuery {
  const { request } = parseStored(job, { level: 'full', permissions: [] });
  return auditedQuery(request.query, job.columns ?? [], pageOf(request));
}

/** A row that somebody else wrote or changed may name anybody as its owner: nothing is made, given or told of it. */
function whyForged(keys: RowKeys, job: JobRow): Unreadable | undefined {
  return keys.isSigned(job) ? undefined : new Unreadable('was not asked for here, or was changed since');
}

/** @throws Unreadable unless every value that decides what is made for whom is as it was signed. */
export function requireSigned(keys: RowKeys, job: JobRow): void {
  const why = whyForged(keys, job);
  if (why === undefined) return;
  logger.error(
    { job: job.id },
    'an export is not worked on: its signature is wrong, so others added or changed its row',
  );
  throw why;
}

/** Why the viewer may not know what a job holds; undefined when they may. */
export function whyUnreadable(keys: RowKeys, job: JobRow, principal: Principal): Unreadable | undefined {
  return whyForged(keys, job) ?? whyHidden(job, principal);
}

/**
 * Undefined when neither the columns of a job's file nor what it is filtered or ordered by is hidden, or gone. Rows that
 * are picked by a hidden column tell of it as much as the column itself.
 */
export function whyHidden(job: JobRow, principal: Principal): Unreadable | undefined {
  try {
    parseStored(job, principal);
  } catch (error) {
    if (error instanceof Unreadable) return error;
    if (error instanceof ApiError) return notForYou();
    throw error;
  }
  const { columns } = job;
  const gone = columns?.find((column) => !isColumnId(column));
  // Nobody can say of it any more who may see it.
  if (gone !== undefined) return new Unreadable(unknownColumnProblem(gone));
  const visible: readonly string[] = visibleColumns(principal);
  return columns?.every((column) => visible.includes(column)) === false ? notForYou() : undefined;
}

/** What is in the way of a job; `problem` is null when that is only who asks. */
export class Unreadable extends ApiError {
  readonly problem: string | null;

  constructor(problem: string | null) {
    if (problem === null)
      super('forbidden', 'This export holds, or was chosen by, columns that are not available to you');
    else super('conflict', `This export ${problem}`);
    this.problem = problem;
  }
}

const notForYou = () => new Unreadable(null);

/** @throws Unreadable when this version does not understand it, ApiError when it is not for the principal. */
function parseStored(job: JobRow, principal: Principal): { request: ExportRequest; hidesLaterClosings: boolean } {
  const format = formatOf(job);
  try {
    const { query, hidesLaterClosings } = readJobText(job.query);
    return { request: parseExportRequest(query, principal, format), hidesLaterClosings };
  } catch (error) {
    const problem = error instanceof ApiError ? keptQueryProblem(error) : null;
    throw problem === null ? error : new Unreadable(problem);
  }
}

/** @throws Unreadable when this version does not have it. */
export function formatOf({ format }: Pick<JobRow, 'format'>): ExportFormat {
  if (isExportFormat(format)) return format;
  throw new Unreadable(unknownFormatProblem(format));
}

/** @throws Unreadable when the viewer may not, or not any more, know what the job holds. */
export function requireReadable(keys: RowKeys, job: JobRow, principal: Principal): void {
  const why = whyUnreadable(keys, job, principal);
  if (why !== undefined) throw why;
}

/** Decides again at this moment, with the rights that the job was asked with. @throws Unreadable */
export function requireStillAllowed({ config, keys }: ExportServices, job: JobRow): void {
  requireReadable(keys, job, askerOf(job, config));
}

/** Where a job's file lies; undefined before there is one and once it is removed. */
export function filePathOf({ config }: Pick<ExportServices, 'config'>, job: JobRow): string | undefined {
  const name = ownFileName(job);
  return name === undefined ? undefined : join(config.exports.folder, name);
}
