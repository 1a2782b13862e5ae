import { addressOf, requestTo } from '../../contract/endpoints/address';
import { USER_HEADER } from '../../contract/endpoints/endpoint';
import type { BodyOf, RequestOf, ResponseBody } from '../../contract/endpoints/exchange';
import { PAGE_ENDPOINTS, type PageEndpoints } from '../../contract/endpoints/pageEndpoints';
import type { PrivacyLevel } from '../../contract/privacy';
import type { ExportJob, OutboxMail } from '../../contract/responses/exportResponses';
import type { LineResponse } from '../../contract/responses/lineResponse';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import type { SavedView } from '../../contract/responses/savedViews';
import type { Profile, SignInQuestion, SignInWays } from '../../contract/responses/sessionResponses';
import type { SyncStatus } from '../../contract/responses/syncStatus';
import type { PreviewResponse, ValuesResponse } from '../../contract/responses/ticketResponses';
import type { Language } from '../../contract/texts/language';
import { minuteOf, wallTimeIn } from '../../contract/time/wallTime';
import { notUnderstood } from './failure';
import { ask, type Received, send } from './send';
import { currentUser, setUser } from './user';

/** The API as the page speaks it: every response is parsed before anything believes it. */

/** Who is signed in, and the wall time on the server when it said so. */
export interface SignedIn {
  profile: Profile;
  /** Of the minute: people who open one report within it ask the same questions. */
  asOf: string;
  /** When that was, by the server's clock, and by this browser's. */
  at: { server: Date; browser: number };
  /** Key of the user, as the server names it. */
  user: string;
}

export async function getProfile(signal?: AbortSignal): Promise<SignedIn> {
  return signedIn(await send('GET /profile', {}, signal));
}

/** What can be traded for a session: the code of a link, or a token. */
export type Credential = { code: string } | { token: string };
export type SignInChoice = Omit<BodyOf<PageEndpoints['POST /session']>, 'token'>;

/**
 * Trades a credential for a session; the cookie never passes through the page.
 * @returns a question where the browser is somebody else's: then nothing has changed.
 */
export async function signIn(credential: Credential, choice: SignInChoice = {}): Promise<SignedIn | SignInQuestion> {
  const { body, headers } =
    'code' in credential
      ? await send('POST /session/link', { body: { ...credential, ...choice } })
      : await send('POST /session', { body: { ...credential, ...choice } });
  return 'next' in body ? body : signedIn({ body, headers });
}

function signedIn({ body: profile, headers }: Received<Profile>): SignedIn {
  // A documented server sends no X-As-Of, but every server says what time it is: the browser's clock never counts.
  const server = new Date(headers.get('Date') ?? '');
  const asOf = headers.get('X-As-Of') ?? wallTimeOn(server, profile.timeZone);
  const key = headers.get(USER_HEADER) ?? undefined;
  setUser(key);
  return { profile, asOf: minuteOf(asOf), at: { server, browser: Date.now() }, user: key ?? profile.id };
}

function wallTimeOn(date: Date, timeZone: string): string {
  if (Number.isNaN(date.getTime())) throw notUnderstood();
  return wallTimeIn(timeZone, date);
}

/** Where somebody without a session gets one. */
export function getSignInWays(signal?: AbortSignal): Promise<SignInWays> {
  return ask('GET /session', {}, signal);
}

export async function signOut(): Promise<void> {
  await ask('DELETE /session', {});
  setUser(undefined);
}

/** Begins a sync, or joins the one under way. */
export function startSync(): Promise<SyncStatus> {
  return ask('POST /sync', {});
}

export function getSync(): Promise<SyncStatus> {
  return ask('GET /sync', {});
}

type RequestTo<Name extends keyof PageEndpoints> = RequestOf<Name, PageEndpoints[Name]>;
export type PreviewRequest = RequestTo<'GET /export/reporting_tickets/preview'>;
export type ReportRequest = RequestTo<'GET /report/reporting_tickets'>;
export type ValuesRequest = RequestTo<'GET /report/reporting_tickets/values'>;
export type ExportRequest = RequestTo<'POST /export/reporting_tickets/prepare'>;

export function getPreview(request: PreviewRequest, signal?: AbortSignal): Promise<PreviewResponse> {
  return ask('GET /export/reporting_tickets/preview', request, signal);
}

export function getReport(request: ReportRequest, signal?: AbortSignal): Promise<ReportResponse> {
  return ask('GET /report/reporting_tickets', request, signal);
}

/** How far one's questions are while they wait. */
export function getLine(signal?: AbortSignal): Promise<LineResponse> {
  return ask('GET /line', {}, signal);
}

export function getValues(request: ValuesRequest, signal?: AbortSignal): Promise<ValuesResponse> {
  return ask('GET /report/reporting_tickets/values', request, signal);
}

/** A file that waits, a job that was accepted, or a documented server's bare confirmation message. */
export type ExportOutcome = ResponseBody<PageEndpoints['POST /export/reporting_tickets/prepare']>;

export function prepareExport(request: ExportRequest, signal?: AbortSignal): Promise<ExportOutcome> {
  return ask('POST /export/reporting_tickets/prepare', request, signal);
}

export async function getJobs(signal?: AbortSignal): Promise<ExportJob[]> {
  return (await ask('GET /export/jobs', {}, signal)).jobs;
}

export function getJob(id: string, signal?: AbortSignal): Promise<ExportJob> {
  return ask('GET /export/jobs/{id}', { path: { id } }, signal);
}

/** The mail of an export where no mail server is set up. */
export function getOutboxMail(id: string, signal?: AbortSignal): Promise<OutboxMail> {
  return ask('GET /export/jobs/{id}/mail', { path: { id } }, signal);
}

/** Its file, should it have ended meanwhile, stays. */
export function cancelJob(id: string, signal?: AbortSignal): Promise<ExportJob> {
  return ask('DELETE /export/jobs/{id}', { path: { id } }, signal);
}

export function removeJobFile(id: string, signal?: AbortSignal): Promise<ExportJob> {
  return ask('DELETE /export/jobs/{id}/file', { path: { id } }, signal);
}

/** Of an export that has ended, with its file. */
export async function removeJobEntry(id: string, signal?: AbortSignal): Promise<void> {
  await ask('DELETE /export/jobs/{id}/entry', { path: { id } }, signal);
}

/** Closes the news of an export in every browser. */
export function markJobSeen(id: string, signal?: AbortSignal): Promise<ExportJob> {
  return ask('POST /export/jobs/{id}/seen', { path: { id } }, signal);
}

export function retryJob(id: string, signal?: AbortSignal): Promise<ExportJob> {
  return ask('POST /export/jobs/{id}/retry', { path: { id } }, signal);
}

/** Server-sent events `jobs`, each with the whole list. */
export const JOB_EVENTS_URL = addressOf('GET /export/jobs/events');

/** The list of one event; undefined for anything else, and for the list of whoever else has signed in meanwhile. */
export function readJobsEvent(data: unknown): ExportJob[] | undefined {
  const event = PAGE_ENDPOINTS['GET /export/jobs/events'].responses[200].schema.safeParse(data).data;
  return event?.user === currentUser() ? event?.jobs : undefined;
}

export function jobFileUrl(id: string): string {
  return addressOf('GET /export/jobs/{id}/file', { id });
}

/** Where the figures of a report are as a workbook. */
export function figuresUrl({ query, parameters }: ReportRequest, language: Language): string {
  const request = { query, parameters: { ...parameters, ...(language === 'en' ? {} : { language }) } };
  return requestTo('GET /report/reporting_tickets/file', request).address;
}

/** The id of a short link for a query of the page. */
export async function makeLink(query: string): Promise<string> {
  return (await ask('POST /links', { body: { query } })).id;
}

/** The query that a short link stands for. */
export async function getLink(id: string, signal?: AbortSignal): Promise<string> {
  return (await ask('GET /links/{id}', { path: { id } }, signal)).query;
}

export async function getViews(asLevel: PrivacyLevel | undefined, signal?: AbortSignal): Promise<SavedView[]> {
  return (await ask('GET /views', { asLevel }, signal)).views;
}

export function addView(body: BodyOf<PageEndpoints['POST /views']>): Promise<SavedView> {
  return ask('POST /views', { body });
}

export function changeView(id: string, body: BodyOf<PageEndpoints['PATCH /views/{id}']>): Promise<SavedView> {
  return ask('PATCH /views/{id}', { path: { id }, body });
}

export async function removeView(id: string): Promise<void> {
  await ask('DELETE /views/{id}', { path: { id } });
}
