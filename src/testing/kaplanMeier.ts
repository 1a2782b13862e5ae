/** Kaplan-Meier in plain TypeScript, written apart from the SQL, so that tests can compare the two over the same tickets. */

/** A time in seconds, after which a ticket was closed, or which it has been open for. */
export interface Observed {
  seconds: number;
  isClosed: boolean;
}

/** The share that is closed by each time at which a ticket was closed, in order. */
function closedShares(observed: readonly Observed[]): { seconds: number; share: number }[] {
  const times = [...new Set(observed.filter(({ isClosed }) => isClosed).map(({ seconds }) => seconds))];
  const closings = countBy(observed.filter(({ isClosed }) => isClosed));
  const sorted = observed.map(({ seconds }) => seconds).sort((a, b) => a - b);
  let gone = 0;
  let left = 1;
  return times
    .sort((a, b) => a - b)
    .map((seconds) => {
      while ((sorted[gone] ?? Number.POSITIVE_INFINITY) < seconds) gone += 1;
      left *= 1 - (closings.get(seconds) ?? 0) / (sorted.length - gone);
      return { seconds, share: 1 - left };
    });
}

function countBy(observed: readonly Observed[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { seconds } of observed) counts.set(seconds, (counts.get(seconds) ?? 0) + 1);
  return counts;
}

/** The first time at which more than a share is closed; null where it is not reached. */
export function survivalPercentile(observed: readonly Observed[], level: number): number | null {
  return closedShares(observed).find(({ share }) => share > level + 1e-9)?.seconds ?? null;
}

/** The share that is not closed by a time, in seconds, as a function of it. */
export function survivalCurve(observed: readonly Observed[]): (seconds: number) => number {
  const steps = closedShares(observed);
  return (seconds) => {
    let [low, high] = [0, steps.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((steps[middle]?.seconds ?? 0) <= seconds) low = middle + 1;
      else high = middle;
    }
    return 1 - (steps[low - 1]?.share ?? 0);
  };
}

/** The share closed in less than so many seconds; without a limit the share closed at last. */
export function closedShareBelow(observed: readonly Observed[], seconds: number | null): number {
  return closedShares(observed).findLast((each) => seconds === null || each.seconds < seconds)?.share ?? 0;
}
