import { ServerResponse } from 'node:http';
import type { Context } from 'hono';
import type { NamedEndpoint } from '../../../contract/endpoints/endpointList';
import { ApiError } from '../../../contract/errors';
import { FILES_AT_ONCE, type RequestLines } from './requestLines';

const RETRY_SECONDS = 5;

/**
 * Answers with a file, of which each caller is only sent so many at once: each holds it open, and some of it in memory, for
 * as long as its reader takes. Those that were made meanwhile wait until another is sent.
 * @throws ApiError tooManyRequests, before a file is made, while as many are being sent.
 */
export async function sendingFile(
  files: RequestLines,
  owner: string,
  { env }: Context,
  answer: () => Promise<Response>,
): Promise<Response> {
  if (files.isFull(owner)) {
    throw new ApiError('tooManyRequests', 'Too many files are on their way to you already', {
      allowed: `${FILES_AT_ONCE} at once`,
      retryAfter: RETRY_SECONDS,
    });
  }
  const response = await answer();
  const outgoing: unknown = env?.outgoing;
  if (!response.headers.has('content-disposition') || !(outgoing instanceof ServerResponse)) return response;
  const leave = await files.enter(owner);
  if (outgoing.destroyed) leave();
  else outgoing.once('close', leave);
  return response;
}

/** Whether a call is answered with a file, however it is asked. */
export function isFileEndpoint({ responses }: NamedEndpoint): boolean {
  return responses[200] !== undefined && 'types' in responses[200];
}
