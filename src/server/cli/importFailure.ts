import { describeQuestion, OpenQuestion } from '../imports/importError';
import { ReplaceRefused } from '../imports/replaceGuard';

/** An error of an import with the flag that mends it, where there is one. */
export function withFlags(error: unknown): unknown {
  if (error instanceof OpenQuestion) return new Error(describeQuestion(error.question));
  if (error instanceof ReplaceRefused) return new Error(`${error.message}. ${ALL_THE_SAME}`);
  return error;
}

/** Behind the reason of a replacement that would lose much. */
export const ALL_THE_SAME = 'To replace all the same: --replace --allow-rejects';
