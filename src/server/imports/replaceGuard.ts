import { formatCount } from '../../contract/format/format';
import type { ReplaceDoubt } from '../../contract/responses/importResponses';
import { ImportError } from './importError';

/** An import that replaces everything and would lose much of it; it is done when it is asked for twice. */
export class ReplaceRefused extends ImportError {
  readonly doubt: ReplaceDoubt;

  constructor(doubt: ReplaceDoubt) {
    super(`Nothing was changed: ${describeDoubt(doubt)}. To replace all the same: --replace --allow-rejects`);
    this.doubt = doubt;
  }
}

/** @throws ReplaceRefused when more than half of the rows are rejected, or less than half of the tickets would be left. */
export function requireMost(doubt: ReplaceDoubt): void {
  if (isMostlyRejected(doubt) || isMostlyGone(doubt)) throw new ReplaceRefused(doubt);
}

function isMostlyRejected({ read, rejected }: ReplaceDoubt): boolean {
  return rejected * 2 > read;
}

function isMostlyGone({ stored, left }: ReplaceDoubt): boolean {
  return left * 2 < stored;
}

function describeDoubt(doubt: ReplaceDoubt): string {
  const { read, rejected, stored, left } = doubt;
  const rows = `${formatCount(rejected)} of ${formatCount(read)} rows are rejected`;
  const tickets = `of ${formatCount(stored)} tickets ${formatCount(left)} would be left`;
  return [isMostlyRejected(doubt) && rows, isMostlyGone(doubt) && tickets]
    .filter((part) => part !== false)
    .join(', and ');
}
