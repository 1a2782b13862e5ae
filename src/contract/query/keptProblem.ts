import { UnknownColumnError } from '../columns/columnNames';
import type { ApiError } from '../errors';

/**
 * What the matter is with a query that was understood when it was kept, as the end of a sentence about it. Null when
 * this version understands it, and it is only not for whoever asks.
 */
export function keptQueryProblem(error: ApiError): string | null {
  if (error instanceof UnknownColumnError) return unknownColumnProblem(error.column);
  return error.code === 'forbidden' ? null : `is not understood by this version: ${error.message}`;
}

export function unknownColumnProblem(column: string): string {
  return `names the column "${column}", which this version does not have`;
}

export function unknownFormatProblem(format: string): string {
  return `has the format "${format}", which this version does not have`;
}
