import type { z } from 'zod';
import { parseJson } from '../../contract/format/parseJson';
import { encodeQueryString, type Parameter } from '../../contract/query/queryString';
import { connectionFailure, failureOf, notUnderstood } from './failure';

export const API_BASE = '/api/mind';

export interface ApiRequest {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  parameters?: readonly Parameter[];
  body?: unknown;
  signal?: AbortSignal | undefined;
}

interface ApiAnswer {
  body: unknown;
  headers: Headers;
}

/** @throws ApiFailure, or the abort's own error when the signal was aborted. */
export async function send(path: string, request: ApiRequest): Promise<ApiAnswer> {
  const { method = 'GET', parameters = [], body, signal } = request;
  const query = encodeQueryString(parameters);
  const response = await connected(
    fetch(`${API_BASE}${path}${query === '' ? '' : `?${query}`}`, {
      method,
      credentials: 'same-origin',
      ...(signal === undefined ? {} : { signal }),
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    }),
    signal,
  );
  // An answer can break off as well as a request.
  const answered = parseJson(await connected(response.text(), signal));
  if (!response.ok) throw failureOf(response.status, answered);
  return { body: answered, headers: response.headers };
}

async function connected<T>(step: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await step;
  } catch (error) {
    throw signal?.aborted === true ? error : connectionFailure();
  }
}

/** The answer as its schema describes it; anything else is a failure, never half an answer. */
export function understood<T>(body: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw notUnderstood();
  return parsed.data;
}
