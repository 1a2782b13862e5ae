import { z } from 'zod';
import {
  type ExportJob,
  exportJobSchema,
  jobListSchema,
  messageAnswerSchema,
  type PreparedAnswer,
  type PreviewAnswer,
  type Profile,
  preparedAnswerSchema,
  previewAnswerSchema,
  profileSchema,
  type QueuedAnswer,
  queuedAnswerSchema,
  type ValuesAnswer,
  valuesAnswerSchema,
} from '../../contract/answers';
import { type ErrorBody, errorBodySchema } from '../../contract/errors';
import { encodeQueryString, type Parameter } from '../../contract/queryString';
import { type ReportAnswer, reportAnswerSchema } from '../../contract/reportAnswer';

/** The API as the page speaks it: every answer is parsed before anything believes it. */

const BASE = '/api/mind';

/** `offline`: the browser has no network. `away`: nothing answers there. `starting`: ask again shortly. */
export type FailureKind = 'offline' | 'away' | 'starting' | 'unauthenticated' | 'forbidden' | 'refused' | 'broken';

export class ApiFailure extends Error {
  readonly kind: FailureKind;
  readonly detail: ErrorBody['error'] | undefined;

  constructor(kind: FailureKind, message: string, detail?: ErrorBody['error']) {
    super(message);
    this.name = 'ApiFailure';
    this.kind = kind;
    this.detail = detail;
  }
}

interface Request {
  method?: 'GET' | 'POST' | 'DELETE';
  parameters?: readonly Parameter[];
  body?: unknown;
  signal?: AbortSignal | undefined;
}

/** @throws ApiFailure, or the abort's own error. */
async function send(path: string, { method = 'GET', parameters = [], body, signal }: Request): Promise<Response> {
  const query = encodeQueryString(parameters);
  const response = await fetch(`${BASE}${path}${query === '' ? '' : `?${query}`}`, {
    method,
    credentials: 'same-origin',
    ...(signal === undefined ? {} : { signal }),
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  }).catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    throw navigator.onLine
      ? new ApiFailure('away', 'The server cannot be reached')
      : new ApiFailure('offline', 'This browser is offline');
  });
  if (!response.ok) throw await failureOf(response);
  return response;
}

const KIND_OF_STATUS: Record<number, FailureKind> = {
  401: 'unauthenticated',
  403: 'forbidden',
  502: 'away',
  503: 'starting',
  504: 'away',
};

async function failureOf(response: Response): Promise<ApiFailure> {
  const body = errorBodySchema.safeParse(await response.json().catch(() => null));
  const fallback: FailureKind = response.status >= 500 ? 'broken' : 'refused';
  const kind = response.status === 501 ? 'refused' : (KIND_OF_STATUS[response.status] ?? fallback);
  if (!body.success) return new ApiFailure(kind, `The server answered ${response.status}`);
  return new ApiFailure(kind, body.data.error.message, body.data.error);
}

async function json<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  throw new ApiFailure('broken', 'The server’s answer was not understood. Is the page older than the server?');
}

/** The answer and the wall time on the server when it was made. */
export interface Timed<T> {
  value: T;
  asOf: string | null;
}

async function timed<T>(response: Response, schema: z.ZodType<T>): Promise<Timed<T>> {
  return { value: await json(response, schema), asOf: response.headers.get('X-As-Of') };
}

export async function getProfile(signal?: AbortSignal): Promise<Timed<Profile>> {
  return timed(await send('/profile', { signal }), profileSchema);
}

export async function signIn(token: string): Promise<Timed<Profile>> {
  return timed(await send('/session', { method: 'POST', body: { token } }), profileSchema);
}

export async function signOut(): Promise<void> {
  await send('/session', { method: 'DELETE' });
}

export async function getPreview(parameters: readonly Parameter[], signal?: AbortSignal): Promise<PreviewAnswer> {
  return json(await send('/export/reporting_tickets/preview', { parameters, signal }), previewAnswerSchema);
}

export async function getReport(parameters: readonly Parameter[], signal?: AbortSignal): Promise<ReportAnswer> {
  return json(await send('/report/reporting_tickets', { parameters, signal }), reportAnswerSchema);
}

export async function getValues(parameters: readonly Parameter[], signal?: AbortSignal): Promise<ValuesAnswer> {
  return json(await send('/report/reporting_tickets/values', { parameters, signal }), valuesAnswerSchema);
}

/** A file that waits, a job that was accepted, or a documented server's bare confirmation message. */
export type ExportOutcome = PreparedAnswer | QueuedAnswer | { message: string };

const outcomeSchema: z.ZodType<ExportOutcome> = z.union([
  preparedAnswerSchema,
  queuedAnswerSchema,
  messageAnswerSchema,
]);

export async function prepareExport(parameters: readonly Parameter[]): Promise<ExportOutcome> {
  return json(await send('/export/reporting_tickets/prepare', { method: 'POST', parameters }), outcomeSchema);
}

export async function getJobs(signal?: AbortSignal): Promise<ExportJob[]> {
  return (await json(await send('/export/jobs', { signal }), jobListSchema)).jobs;
}

export async function cancelJob(id: string): Promise<ExportJob> {
  return json(await send(`/export/jobs/${id}`, { method: 'DELETE' }), exportJobSchema);
}

export async function retryJob(id: string): Promise<ExportJob> {
  return json(await send(`/export/jobs/${id}/retry`, { method: 'POST' }), exportJobSchema);
}

export function jobFileUrl(id: string): string {
  return `${BASE}/export/jobs/${id}/file`;
}
