import { type ErrorBody, errorBodySchema } from '../../contract/errors';
import { knownServerWords } from '../../contract/texts/serverWords';
import { say } from '../../contract/texts/texts';

/**
 * `offline`: the browser has no network. `away`: nothing answers there. `starting`: ask again shortly.
 * `otherUser`: another tab has signed somebody else in. `busy`: too much of one's own waits already. `limit`: a bound of
 * time or memory was met, and is met again. `refused`: the request itself was wrong. `broken`: the server, or the page, is.
 */
export type FailureKind =
  | 'offline'
  | 'away'
  | 'starting'
  | 'unauthenticated'
  | 'otherUser'
  | 'forbidden'
  | 'busy'
  | 'limit'
  | 'refused'
  | 'broken';

/** Kinds that pass by themselves: whoever asks again later gets an answer. */
const PASSING: readonly FailureKind[] = ['offline', 'away', 'starting', 'busy'];

/** Why a request has no answer, with the server's own words where it gave some (src/contract/README.md, section 6). */
export class ApiFailure extends Error {
  readonly kind: FailureKind;
  /** 0 when nothing answered. */
  readonly status: number;
  readonly detail: Partial<ErrorBody['error']>;

  constructor(kind: FailureKind, message: string, status = 0, detail: Partial<ErrorBody['error']> = {}) {
    super(message);
    this.name = 'ApiFailure';
    this.kind = kind;
    this.status = status;
    this.detail = detail;
  }
}

export function isFailure(error: unknown, ...kinds: readonly FailureKind[]): error is ApiFailure {
  return error instanceof ApiFailure && kinds.includes(error.kind);
}

/** Whether it is worth asking again without anybody doing anything. */
export function isPassing(error: unknown): boolean {
  return isFailure(error, ...PASSING);
}

const KIND_OF_STATUS: Record<number, FailureKind> = {
  401: 'unauthenticated',
  403: 'forbidden',
  412: 'otherUser',
  429: 'busy',
  501: 'refused',
  502: 'away',
  503: 'starting',
  504: 'away',
};

/** The failure that an error answer stands for. */
export function failureOf(status: number, body: unknown): ApiFailure {
  const kind = KIND_OF_STATUS[status] ?? (status >= 500 ? 'broken' : 'refused');
  const parsed = errorBodySchema.safeParse(body);
  if (!parsed.success) return new ApiFailure(kind, say('connection.status', { status }), status);
  const { error } = parsed.data;
  return new ApiFailure(error.code === 'limitExceeded' ? 'limit' : kind, errorWords(error), status, error);
}

const CODES = [
  'badRequest',
  'unauthenticated',
  'forbidden',
  'notFound',
  'requestTimeout',
  'conflict',
  'tooLarge',
  'uriTooLong',
  'tooManyRequests',
  'internal',
  'notImplemented',
  'unavailable',
] as const;

/** The server's sentence in the language of the page; by its code where the language does not know the sentence. */
export function errorWords({ code, message, parameter }: ErrorBody['error']): string {
  const known = knownServerWords(message);
  if (known !== undefined) return known;
  const told = CODES.find((each) => each === code);
  const words = told === undefined ? say('failure.refused') : say(`failure.code.${told}`);
  return parameter === undefined ? words : `${words} (${parameter})`;
}

/** What would have been accepted; undefined for a sentence that the language does not know. */
export function allowedWords(allowed: readonly string[] | string | undefined): string | undefined {
  return typeof allowed === 'string' ? knownServerWords(allowed) : allowed?.join(', ');
}

/** The failure that a connection that never came about, or broke, stands for. */
export function connectionFailure(): ApiFailure {
  return navigator.onLine
    ? new ApiFailure('away', say('connection.away'))
    : new ApiFailure('offline', say('connection.offline'));
}

export function notUnderstood(): ApiFailure {
  return new ApiFailure('broken', say('connection.notUnderstood'));
}
