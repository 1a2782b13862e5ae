import type { ImportSource } from '../read/container/source';
import { MAX_NAMES } from '../read/rawRow';
import { type DryRun, type DryRunFileOptions, dryRun, MAX_SHOWN } from './dryRun';

export interface DryRunOptions extends DryRunFileOptions {
  /** At least one. */
  sources: readonly ImportSource[];
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
    recognised: [...preview.recognised, ...next.recognised],
    rejectGroups: mergeGroups(preview.rejectGroups, next.rejectGroups),
    derived: [...new Set([...preview.derived, ...next.derived])],
    problem: preview.problem ?? next.problem,
    question: preview.problem === null ? next.question : preview.question,
  };
}

function mergeGroups(some: DryRun['rejectGroups'], others: DryRun['rejectGroups']): DryRun['rejectGroups'] {
  const merged = some.map((group) => {
    const same = others.find(({ column, what }) => column === group.column && what === group.what);
    return { ...group, count: group.count + (same?.count ?? 0) };
  });
  const added = others.filter(({ column, what }) =>
    some.every((group) => column !== group.column || what !== group.what),
  );
  return [...merged, ...added].sort((one, other) => other.count - one.count);
}

function union(some: readonly string[], others: readonly string[]): string[] {
  return [...new Set([...some, ...others])];
}
