import type { ColumnMapping } from '../../../contract/columns/columnMapping';
import type { StoredColumnId } from '../../../contract/columns/columns';
import { STORED_COLUMN_IDS } from '../../../contract/columns/columns';
import type { ImportSource } from '../read/container/source';
import { MAX_NAMES } from '../read/rawRow';
import { MAX_EXAMPLES } from '../read/rejectGroups';
import { zoneNote } from '../read/rowNotes';
import { suggestMapping } from '../suggest/suggestMapping';
import { type DryRun, type DryRunFileOptions, dryRun, MAX_SHOWN } from './dryRun';
import { mergeValues } from './valueCounts';

export interface DryRunOptions extends Omit<DryRunFileOptions, 'mapping' | 'until'> {
  /** At least one. */
  sources: readonly ImportSource[];
  /** Undefined for what the files' names suggest. */
  mapping: ColumnMapping | undefined;
  /** Those that a name can be suggested for; all without it. */
  columns?: readonly StoredColumnId[];
  /** Reads all of the files, for as long as a preview may take; without it their first rows. */
  isWhole?: boolean;
}

/** A dry run of files with what their names suggest. */
export interface SuggestedRun extends DryRun {
  suggested: ColumnMapping;
}

/** Below what the thread may take for its answer. */
const WHOLE_SECONDS = 20;

/** A dry run of files that are to be imported together: the tickets of the first, the problems of all. */
export async function dryRunFiles(options: DryRunOptions): Promise<SuggestedRun> {
  const { sources, columns = STORED_COLUMN_IDS, isWhole = false, mapping, ...others } = options;
  const whole = isWhole ? { until: performance.now() + WHOLE_SECONDS * 1000 } : {};
  const suggestedBy = ({ names }: DryRun) => suggestMapping(names, columns);
  const suggested = mapping ?? suggestedBy(await runAll(sources, { ...others, mapping: {} }));
  const run = await runAll(sources, { ...others, ...whole, mapping: suggested });
  const suggestion = suggestedBy(run);
  // What is suggested can be chosen: two names, where a file has a closing and a solution.
  const { closedAt } = suggestion;
  const names = closedAt === undefined ? run.names : union(run.names, [closedAt]);
  const zone = run.read === 0 || run.problem !== null ? [] : [zoneNote(options.timeZone)];
  return { ...run, names, notes: [...run.notes, ...zone], suggested: suggestion };
}

async function runAll(sources: readonly ImportSource[], options: DryRunFileOptions): Promise<DryRun> {
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
    lacking: preview.lacking.filter((id) => next.lacking.includes(id)),
    values: mergeValues(preview.values, next.values),
    preset: preview.preset ?? next.preset,
    isWhole: preview.isWhole && next.isWhole,
    notes: union(preview.notes, next.notes),
    derived: [...new Set([...preview.derived, ...next.derived])],
    problem: preview.problem ?? next.problem,
    question: preview.problem === null ? next.question : preview.question,
  };
}

function mergeGroups(some: DryRun['rejectGroups'], others: DryRun['rejectGroups']): DryRun['rejectGroups'] {
  const merged = some.map((group) => {
    const same = others.find(({ column, what }) => column === group.column && what === group.what);
    const examples = [...group.examples, ...(same?.examples ?? [])].slice(0, MAX_EXAMPLES);
    return { ...group, count: group.count + (same?.count ?? 0), examples };
  });
  const added = others.filter(({ column, what }) =>
    some.every((group) => column !== group.column || what !== group.what),
  );
  return [...merged, ...added].sort((one, other) => other.count - one.count);
}

function union(some: readonly string[], others: readonly string[]): string[] {
  return [...new Set([...some, ...others])];
}
