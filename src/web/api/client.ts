import { z } from 'zod';
import type { PrivacyLevel } from '../../contract/privacy';
import { linkMadeSchema, linkSchema } from '../../contract/query/links';
import type { Parameter } from '../../contract/query/queryString';
import {
  type ExportJob,
  exportJobSchema,
  jobListSchema,
  messageResponseSchema,
  type OutboxMail,
  outboxMailSchema,
  type PreparedResponse,
  preparedResponseSchema,
  type QueuedResponse,
  queuedResponseSchema,
} from '../../contract/responses/exportResponses';
import { type ReportResponse, reportResponseSchema } from '../../contract/responses/reportResponse';
import {
  type NewView,
  type SavedView,
  savedViewSchema,
  type ViewChange,
  viewListSchema,
} from '../../contract/responses/savedViews';
import {
  type Profile,
  profileSchema,
  type SignInWays,
  signInWaysSchema,
} from '../../contract/responses/sessionResponses';
import { type SyncStatus, syncStatusSchema } from '../../contract/responses/syncStatus';
import {
  type PreviewResponse,
  previewResponseSchema,
  type ValuesResponse,
  valuesResponseSchema,
} from '../../contract/responses/ticketResponses';
import { wallTimeIn } from '../../contract/time/wallTime';
import { notUnderstood } from './failure';
import { API_BASE, type ApiRequest, send, understood } from './send';

/** The API as the page speaks it: every answer is parsed before anything believes it. */

const EXPORT = '/export/reporting_tickets';
const REPORT = '/report/reporting_tickets';
const JOBS = '/export/jobs';
const SYNC = '/sync';
const LINKS = '/links';
const VIEWS = '/views';

async function ask<T>(path: string, schema: z.ZodType<T>, request: ApiRequest): Promise<T> {
  return understood((await send(path, request)).body, schema);
}

/** Who is signed in, and the wall time on the server when it said so. */
export interface SignedIn {
  profile: Profile;
  asOf: string;
}

export function getProfile(signal?: AbortSignal): Promise<SignedIn> {
  return askProfile('/profile', { signal });
}

/** Trades a token for a session; the cookie never passes through the page. */
export function signIn(token: string, signal?: AbortSignal): Promise<SignedIn> {
  return askProfile('/session', { method: 'POST', body: { token }, signal });
}

async function askProfile(path: string, request: ApiRequest): Promise<SignedIn> {
  const { body, headers } = await send(path, request);
  const profile = understood(body, profileSchema);
  return { profile, asOf: headers.get('X-As-Of') ?? serverTime(headers, profile.timeZone) };
}

/** A documented server sends no X-As-Of, but every server says what time it is: the browser's clock never counts. */
function serverTime(headers: Headers, timeZone: string): string {
  const date = new Date(headers.get('Date') ?? '');
  if (Number.isNaN(date.getTime())) throw notUnderstood();
  return wallTimeIn(timeZone, date);
}

/** Where somebody without a session gets one. */
export function getSignInWays(signal?: AbortSignal): Promise<SignInWays> {
  return ask('/session', signInWaysSchema, { signal });
}

export async function signOut(): Promise<void> {
  await send('/session', { method: 'DELETE' });
}

/** Begins a sync, or joins the one under way. */
export function startSync(): Promise<SyncStatus> {
  return ask(SYNC, syncStatusSchema, { method: 'POST' });
}

export function getSync(): Promise<SyncStatus> {
  return ask(SYNC, syncStatusSchema, {});
}

export function getPreview(parameters: readonly Parameter[], signal?: AbortSignal): Promise<PreviewResponse> {
  return ask(`${EXPORT}/preview`, previewResponseSchema, { parameters, signal });
}

export function getReport(parameters: readonly Parameter[], signal?: AbortSignal): Promise<ReportResponse> {
  return ask(REPORT, reportResponseSchema, { parameters, signal });
}

export function getValues(parameters: readonly Parameter[], signal?: AbortSignal): Promise<ValuesResponse> {
  return ask(`${REPORT}/values`, valuesResponseSchema, { parameters, signal });
}

/** A file that waits, a job that was accepted, or a documented server's bare confirmation message. */
export type ExportOutcome = PreparedResponse | QueuedResponse | { message: string };

const outcomeSchema: z.ZodType<ExportOutcome> = z.union([
  preparedResponseSchema,
  queuedResponseSchema,
  messageResponseSchema,
]);

export function prepareExport(parameters: readonly Parameter[], signal?: AbortSignal): Promise<ExportOutcome> {
  return ask(`${EXPORT}/prepare`, outcomeSchema, { method: 'POST', parameters, signal });
}

export async function getJobs(signal?: AbortSignal): Promise<ExportJob[]> {
  return (await ask(JOBS, jobListSchema, { signal })).jobs;
}

export function getJob(id: string, signal?: AbortSignal): Promise<ExportJob> {
  return ask(jobPath(id), exportJobSchema, { signal });
}

/** The mail of an export where no mail server is set up. */
export function getOutboxMail(id: string, signal?: AbortSignal): Promise<OutboxMail> {
  return ask(`${jobPath(id)}/mail`, outboxMailSchema, { signal });
}

export function cancelJob(id: string, signal?: AbortSignal): Promise<ExportJob> {
  return ask(jobPath(id), exportJobSchema, { method: 'DELETE', signal });
}

export function retryJob(id: string, signal?: AbortSignal): Promise<ExportJob> {
  return ask(`${jobPath(id)}/retry`, exportJobSchema, { method: 'POST', signal });
}

/** Server-sent events `jobs`, each with the whole list. */
export const JOB_EVENTS_URL = `${API_BASE}${JOBS}/events`;

export function jobFileUrl(id: string): string {
  return `${API_BASE}${jobPath(id)}/file`;
}

function jobPath(id: string): string {
  return `${JOBS}/${encodeURIComponent(id)}`;
}

/** The id of a short link for a query of the page. */
export async function makeLink(query: string): Promise<string> {
  return (await ask(LINKS, linkMadeSchema, { method: 'POST', body: { query } })).id;
}

/** The query that a short link stands for. */
export async function getLink(id: string, signal?: AbortSignal): Promise<string> {
  return (await ask(`${LINKS}/${encodeURIComponent(id)}`, linkSchema, { signal })).query;
}

export async function getViews(asLevel: PrivacyLevel | undefined, signal?: AbortSignal): Promise<SavedView[]> {
  const parameters = asLevel === undefined ? [] : [{ name: 'asLevel', value: asLevel }];
  return (await ask(VIEWS, viewListSchema, { parameters, signal })).views;
}

export function addView(view: NewView): Promise<SavedView> {
  return ask(VIEWS, savedViewSchema, { method: 'POST', body: view });
}

export function changeView(id: string, change: ViewChange): Promise<SavedView> {
  return ask(`${VIEWS}/${encodeURIComponent(id)}`, savedViewSchema, { method: 'PATCH', body: change });
}

export async function removeView(id: string): Promise<void> {
  await send(`${VIEWS}/${encodeURIComponent(id)}`, { method: 'DELETE' });
}
