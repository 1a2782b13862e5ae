import type { ColumnMapping } from '../../../contract/columns/columnMapping';
import { MAX_NAMES } from '../read/rawRow';
import type { ImportSource } from '../read/source';
import { type DryRun, dryRun, MAX_SHOWN } from './dryRun';

export interface DryRunOptions {
  /** At least one. */
  sources: readonly ImportSource[];
  timeZone: string;
  mapping: ColumnMapping;
}

/** A dry run of files that are to be imported together: the tickets of the first, the problems of all. */
export async function dryRunFiles({ sources, ...options }: DryRunOptions): Promise<DryRun> {
  const previews: DryRun[] = [];
  for (const source of sources) previews.push(await dryRun(source, options));
  const [first, ...others] = previews;
  if (first === undefined) throw new Error('a dry run needs a file');
  return others.reduce(mergePreviews, first);
}

function mergePreviews(preview: DryRun, next: DryRun): DryRun {
  return {
    ...preview,
    names: union(preview.names, next.names).slice(0, MAX_NAMES),
    leftOut: union(preview.leftOut, next.leftOut),
    read: preview.read + next.read,
    rejected: preview.rejected + next.rejected,
    convertedTimes: preview.convertedTimes + next.convertedTimes,
    rejects: [...preview.rejects, ...next.rejects].slice(0, MAX_SHOWN),
    problem: preview.problem ?? next.problem,
  };
}

function union(some: readonly string[], others: readonly string[]): string[] {
  return [...new Set([...some, ...others])];
}
