import { z } from 'zod';

/** HTTP statuses that the API answers with besides success (src/contract/README.md, section 6), by error code. */
export const ERROR_STATUS = {
  badRequest: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooLarge: 413,
  uriTooLong: 414,
  tooManyRequests: 429,
  internal: 500,
  notImplemented: 501,
  unavailable: 503,
  /** A bound of time or memory was met: the same question meets it again. */
  limitExceeded: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export const errorBodySchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    /** The query parameter (or body field) that was wrong, as the caller wrote it. */
    parameter: z.string().optional(),
    /** What would have been accepted: a list of words, or a sentence. */
    allowed: z.union([z.array(z.string()), z.string()]).optional(),
    /** Set on 500 only, to find the cause in the server's log. */
    requestId: z.string().optional(),
  }),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;

export interface ErrorDetails {
  parameter?: string;
  allowed?: readonly string[] | string;
  /** Seconds, for 429 and 503. */
  retryAfter?: number;
}

/** An error that is meant for the caller; one place on the server turns it into HTTP. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.details = details;
  }

  get status(): (typeof ERROR_STATUS)[ErrorCode] {
    return ERROR_STATUS[this.code];
  }

  /** The body of section 6, without inner details. */
  toBody(): ErrorBody {
    const { parameter, allowed } = this.details;
    return {
      error: {
        code: this.code,
        message: this.message,
        ...(parameter === undefined ? {} : { parameter }),
        ...(allowed === undefined ? {} : { allowed: typeof allowed === 'string' ? allowed : [...allowed] }),
      },
    };
  }
}

/** 400 that names the parameter and what it may be: never a guess, never a wider report. */
export function badParameter(parameter: string, message: string, allowed?: readonly string[] | string): ApiError {
  return new ApiError('badRequest', message, allowed === undefined ? { parameter } : { parameter, allowed });
}
