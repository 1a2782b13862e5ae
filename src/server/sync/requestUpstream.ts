import { errorBodySchema } from '../../contract/errors';
import { parseJson } from '../../contract/format/parseJson';
import { sizeOfJson } from '../imports/read/jsonShape';
import { errnoOf } from '../process/errno';
import { SyncError } from './syncError';

/** One request to an upstream, and its errors. */

/** A longer page is requested again with fewer tickets, so that memory stays flat. */
export const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;
/** The same for pages with more values: a thousand tickets have 26,000, and those of raw data. */
const MAX_RESPONSE_VALUES = 2_000_000;
/** No error has longer words. */
const MAX_ERROR_LENGTH = 64 * 1024;
const TIMEOUT_MS = 120_000;

export interface Upstream {
  /** The address of the export. */
  url: string;
  token: string;
}

/** May succeed when it is repeated, after `afterSeconds` if the upstream names them. */
export class TransientError extends Error {
  readonly afterSeconds: number | undefined;

  constructor(message: string, afterSeconds?: number) {
    super(message);
    this.afterSeconds = afterSeconds;
  }
}

export class ResponseTooLong extends Error {}

/** @throws TransientError, ResponseTooLong, or SyncError when repeating the request would not help. */
export async function requestUpstream({ url, token }: Upstream, query: string, signal?: AbortSignal): Promise<unknown> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(`${url}?${query}`, {
      headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' },
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    const text = await readText(response);
    if (response.status !== 200) throw failureOf(response, text);
    return parseBody(text);
  } catch (error) {
    signal?.throwIfAborted();
    if (timeout.aborted) throw new TransientError(`The upstream did not answer within ${TIMEOUT_MS / 1000} seconds`);
    // fetch reports errors below HTTP as a TypeError with a cause.
    if (error instanceof TypeError) throw new TransientError(`The upstream cannot be reached (${causeOf(error)})`);
    throw error;
  }
}

async function readText(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body ?? []) {
    length += piece.length;
    if (length > MAX_RESPONSE_BYTES) throw new ResponseTooLong('The upstream’s answer is too long');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function parseBody(text: string): unknown {
  if (text.trimStart().startsWith('<')) {
    throw new SyncError(
      'The upstream answered with a web page in place of JSON: the address is not that of the API, or leads to a sign-in page',
    );
  }
  if (sizeOfJson(text, MAX_RESPONSE_VALUES).values > MAX_RESPONSE_VALUES) {
    throw new ResponseTooLong('The upstream’s answer is too long');
  }
  try {
    return JSON.parse(text);
  } catch {
    // A proxy can cut off a response and still end it properly.
    throw new TransientError('The upstream’s answer is cut off or is not JSON');
  }
}

/** A longer Retry-After is not waited for: the next sync tries again. */
export const MAX_WAIT_SECONDS = 600;

function failureOf(response: Response, text: string): Error {
  const { status } = response;
  const after = retryAfter(response);
  if (status === 429 || status === 408 || (status >= 500 && status !== 501)) {
    const words = status === 429 ? 'asks to be asked less often' : 'has a failure of its own';
    if (after === undefined || after <= MAX_WAIT_SECONDS) {
      return new TransientError(`The upstream ${words} (${status})`, after);
    }
    return new SyncError(`The upstream ${words} (${status}) and wants to be left alone for ${after} seconds`);
  }
  const said = messageOf(text);
  if (status === 401) return new SyncError('The upstream does not accept the token: it is wrong or has expired (401)');
  if (status === 403) {
    return new SyncError(`The upstream does not allow this token to export tickets (403)${said}`);
  }
  if (status === 202) return new SyncError('The upstream wants to mail the tickets instead of sending a page (202)');
  if (status === 404) return new SyncError('The upstream has no ticket export at this address (404)');
  return new SyncError(`The upstream refuses the request (${status})${said}`);
}

function messageOf(text: string): string {
  const parsed = errorBodySchema.safeParse(text.length > MAX_ERROR_LENGTH ? undefined : parseJson(text));
  return parsed.success ? `: ${parsed.data.error.message.slice(0, 200)}` : '';
}

/** Seconds, from either form of Retry-After; a date is compared with the upstream's own clock. */
function retryAfter(response: Response): number | undefined {
  const header = response.headers.get('retry-after');
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header);
  const until = Date.parse(header);
  const date = Date.parse(response.headers.get('date') ?? '');
  const now = Number.isNaN(date) ? Date.now() : date;
  return Number.isNaN(until) ? undefined : Math.max(0, Math.ceil((until - now) / 1000));
}

function causeOf({ cause, message }: TypeError): string {
  return errnoOf(cause) ?? message;
}
