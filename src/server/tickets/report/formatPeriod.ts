import { formatWallTime } from '../../../contract/time/wallTime';
import type { Period } from './previousPeriod';

export function formatPeriod({ from, to, asOf, kind, current, soFar }: Period) {
  return {
    from: formatWallTime(from),
    to: formatWallTime(to),
    asOf: formatWallTime(asOf),
    kind,
    current: { from: formatWallTime(current.from), to: formatWallTime(current.to) },
    soFar,
  };
}
