import type { z } from 'zod';

/** What an endpoint answers with one status. What it means in words is the OpenAPI document's matter. */

export interface JsonResponse<
  Schema extends z.ZodType = z.ZodType,
  Foreign extends z.ZodType | undefined = z.ZodType | undefined,
> {
  readonly kind: 'json';
  readonly schema: Schema;
  /** What other servers of this API give in its place: the page understands it, ours never sends it. */
  readonly foreign: Foreign;
}

/** A value, or the same as a file where the request asks for one. */
export interface JsonOrFileResponse<Schema extends z.ZodType = z.ZodType> extends JsonResponse<Schema, undefined> {
  /** Content types of the file. */
  readonly types: readonly string[];
}

/** No body. */
export interface EmptyResponse {
  readonly kind: 'empty';
}

/** Bytes that are not made from a value: files and streams. */
export interface FileResponse {
  readonly kind: 'file';
  /** Content types. */
  readonly types: readonly string[];
}

/** Server-sent events. */
export interface EventsResponse<Schema extends z.ZodType = z.ZodType> {
  readonly kind: 'events';
  /** Of the data of each event. */
  readonly schema: Schema;
}

/** The body of every error is the same (section 6). */
export interface ErrorResponse {
  readonly kind: 'error';
}

export type SuccessResponse = JsonResponse | JsonOrFileResponse | EmptyResponse | FileResponse | EventsResponse;
export type ResponseDeclaration = SuccessResponse | ErrorResponse;

export function json<Schema extends z.ZodType>(schema: Schema): JsonResponse<Schema, undefined> {
  return { kind: 'json', schema, foreign: undefined };
}

/** As json; the page also understands `foreign`, which only other servers of this API send. */
export function jsonOrForeign<Schema extends z.ZodType, Foreign extends z.ZodType>(
  schema: Schema,
  foreign: Foreign,
): JsonResponse<Schema, Foreign> {
  return { kind: 'json', schema, foreign };
}

export function jsonOrFile<Schema extends z.ZodType>(
  schema: Schema,
  types: readonly string[],
): JsonOrFileResponse<Schema> {
  return { ...json(schema), types };
}

export function file(types: readonly string[]): FileResponse {
  return { kind: 'file', types };
}

export function events<Schema extends z.ZodType>(schema: Schema): EventsResponse<Schema> {
  return { kind: 'events', schema };
}

export const EMPTY: EmptyResponse = { kind: 'empty' };

export const ERROR: ErrorResponse = { kind: 'error' };
