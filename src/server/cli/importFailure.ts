import type { ImportDoubt } from '../../contract/responses/importResponses';
import { describeQuestion, OpenQuestion } from '../imports/importError';
import { ImportRefused } from '../imports/importGuard';

/** An error of an import with the flag that mends it, where there is one. */
export function withFlags(error: unknown): unknown {
  if (error instanceof OpenQuestion) return new Error(describeQuestion(error.question));
  if (error instanceof ImportRefused) return new Error(`${error.message}. ${allTheSame(error.doubt)}`);
  return error;
}

/** Behind the reason of an import that would lose much. */
export function allTheSame({ others }: ImportDoubt): string {
  return others > 0 ? 'To import all the same: --allow-rejects' : 'To replace all the same: --replace --allow-rejects';
}
