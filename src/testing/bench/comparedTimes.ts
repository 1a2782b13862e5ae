import { performance } from 'node:perf_hooks';

/** Milliseconds. */
async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * Times each of some works, by turns, so that a slow moment of the machine affects all of them. Each is done once before.
 * @param works told the number of the run, from 0 on: -1 is the one that is not timed.
 * @returns milliseconds of each run.
 */
export async function alternate<Name extends string>(
  works: Record<Name, (run: number) => Promise<unknown>>,
  runs: number,
): Promise<Record<Name, number[]>> {
  const named = Object.entries(works) as [Name, (run: number) => Promise<unknown>][];
  const times = Object.fromEntries(named.map(([name]) => [name, [] as number[]])) as Record<Name, number[]>;
  for (const [, work] of named) await work(-1);
  for (let run = 0; run < runs; run += 1) {
    for (const [name, work] of named) times[name].push(await timeOf(() => work(run)));
  }
  return times;
}

export const median = (times: readonly number[]): number => quantile(times, 0.5);

export function quantile(times: readonly number[], share: number): number {
  return [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
}
