import type { ColumnMapping } from '../../../contract/columns/columnMapping';
import type { ImportSource } from '../read/source';
import { type DryRun, dryRun, MAX_NAMES, MAX_SHOWN } from './dryRun';

export interface DryRunOptions {
  /** At least one. */
  sources: readonly ImportSource[];
  timeZone: string;
  mapping: ColumnMapping;
}

/** Files that are to be imported in one step: the first one's tickets, and what is the matter with any of them. */
export async function dryRunTogether({ sources, ...options }: DryRunOptions): Promise<DryRun> {
  const runs: DryRun[] = [];
  for (const source of sources) runs.push(await dryRun(source, options));
  const [first, ...others] = runs;
  if (first === undefined) throw new Error('a dry run needs a file');
  return others.reduce(together, first);
}

function together(run: DryRun, next: DryRun): DryRun {
  return {
    ...run,
    names: union(run.names, next.names).slice(0, MAX_NAMES),
    leftOut: union(run.leftOut, next.leftOut),
    read: run.read + next.read,
    rejected: run.rejected + next.rejected,
    convertedTimes: run.convertedTimes + next.convertedTimes,
    rejects: [...run.rejects, ...next.rejects].slice(0, MAX_SHOWN),
    problem: run.problem ?? next.problem,
  };
}

function union(some: readonly string[], others: readonly string[]): string[] {
  return [...new Set([...some, ...others])];
}
