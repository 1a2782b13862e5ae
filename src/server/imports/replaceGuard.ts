import type { ReplaceDoubt } from '../../contract/responses/importResponses';
import { describeDoubt, isMostlyGone, isMostlyRejected } from '../../contract/sentences/describeImport';
import { ImportError } from './importError';

/** An import that replaces everything and would lose much of it; it is done when it is asked for twice. */
export class ReplaceRefused extends ImportError {
  readonly doubt: ReplaceDoubt;

  constructor(doubt: ReplaceDoubt) {
    super(`Nothing was changed: ${describeDoubt(doubt)}`);
    this.doubt = doubt;
  }
}

/** @throws ReplaceRefused when more than half of the rows are rejected, or less than half of the tickets would be left. */
export function requireMost(doubt: ReplaceDoubt): void {
  if (isMostlyRejected(doubt) || isMostlyGone(doubt)) throw new ReplaceRefused(doubt);
}
