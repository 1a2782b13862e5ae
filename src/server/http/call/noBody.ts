import type { Context } from 'hono';
import { ApiError } from '../../../contract/errors';
import { bodyBytes } from './bodyBytes';

/**
 * A body that no endpoint declares would be ignored, and filters that are ignored make a wider report.
 * @throws ApiError badRequest for a request that brings a body.
 */
export async function refuseBody(context: Context): Promise<void> {
  if (await hasBody(context)) {
    throw new ApiError('badRequest', 'This address takes no body', {
      parameter: 'body',
      allowed: 'parameters belong in the query string',
    });
  }
}

/** More than any form that is sent here. */
const MAX_FORM_BYTES = 16_384;

/** Reads to its end a form whose fields say nothing. @throws ApiError when it is too large to be one. */
export async function passOverForm(context: Context): Promise<void> {
  let bytes = 0;
  for await (const chunk of bodyBytes(context) ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_FORM_BYTES) {
      throw new ApiError('tooLarge', 'The body is too large', { allowed: `at most ${MAX_FORM_BYTES} bytes` });
    }
  }
}

async function hasBody(context: Context): Promise<boolean> {
  const { method, headers } = context.req.raw;
  // The body of a GET never reaches the framework's request; its headers do.
  if (method === 'GET') return Number(headers.get('content-length') ?? 0) > 0 || headers.has('transfer-encoding');
  for await (const chunk of bodyBytes(context) ?? []) if (chunk.byteLength > 0) return true;
  return false;
}
