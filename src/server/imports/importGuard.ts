import type { ImportDoubt } from '../../contract/responses/importResponses';
import { describeDoubt, isMostlyGone, isMostlyRejected } from '../../contract/sentences/describeImport';
import { ImportError } from './importError';

/** An import that would lose much of what is stored; it is done when it is asked for twice. */
export class ImportRefused extends ImportError {
  readonly doubt: ImportDoubt;

  constructor(doubt: ImportDoubt) {
    super(`Nothing was changed: ${describeDoubt(doubt)}`);
    this.doubt = doubt;
  }
}

/** @throws ImportRefused when tickets of a file would take the place of others that have the same ids. */
export function requireNoOthers(doubt: ImportDoubt): void {
  if (doubt.others > 0) throw new ImportRefused(doubt);
}

/** @throws ImportRefused when more than half of the rows are rejected, or less than half of the tickets would be left. */
export function requireMost(doubt: ImportDoubt): void {
  if (isMostlyRejected(doubt) || isMostlyGone(doubt)) throw new ImportRefused(doubt);
}
