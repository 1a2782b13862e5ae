import { z } from 'zod';

/** What an endpoint answers with one status. */

export interface JsonResponse<Schema extends z.ZodType = z.ZodType, Foreign extends z.ZodType = z.ZodType> {
  readonly kind: 'json';
  readonly description: string;
  readonly schema: Schema;
  /** What other servers of this API give in its place: the page understands it, ours never sends it. */
  readonly foreign: Foreign;
}

export interface EmptyResponse {
  readonly kind: 'empty';
  readonly description: string;
}

/** Bytes that are not made from a value: files and streams. */
export interface FileResponse {
  readonly kind: 'file';
  readonly description: string;
  /** Content types. */
  readonly types: readonly string[];
}

export interface EventsResponse<Schema extends z.ZodType = z.ZodType> {
  readonly kind: 'events';
  readonly description: string;
  /** Of the data of each event. */
  readonly schema: Schema;
}

/** The body of every error is the same (section 6): what differs is when it is given. */
export interface ErrorResponse {
  readonly kind: 'error';
  readonly description: string;
}

export type SuccessResponse = JsonResponse | EmptyResponse | FileResponse | EventsResponse;
export type ResponseDeclaration = SuccessResponse | ErrorResponse;

export function json<Schema extends z.ZodType>(schema: Schema, description: string): JsonResponse<Schema, z.ZodNever> {
  return { kind: 'json', description, schema, foreign: z.never() };
}

/** As json; the page also understands `foreign`, which only other servers of this API send. */
export function jsonOrForeign<Schema extends z.ZodType, Foreign extends z.ZodType>(
  schema: Schema,
  foreign: Foreign,
  description: string,
): JsonResponse<Schema, Foreign> {
  return { kind: 'json', description, schema, foreign };
}

export function empty(description: string): EmptyResponse {
  return { kind: 'empty', description };
}

export function file(types: readonly string[], description: string): FileResponse {
  return { kind: 'file', description, types };
}

/** Server-sent events. */
export function events<Schema extends z.ZodType>(schema: Schema, description: string): EventsResponse<Schema> {
  return { kind: 'events', description, schema };
}

export function error(description: string): ErrorResponse {
  return { kind: 'error', description };
}
