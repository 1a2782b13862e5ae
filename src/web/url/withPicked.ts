import { isPeriod } from '../../contract/query/createdBy';
import { type Filter, isFilterOf, type Operand } from '../../contract/query/filters';
import { makeFilter } from '../../contract/query/makeFilter';

/**
 * The filters after a click on a mark. What it stands for is added, or taken back where all of it stands already. A value
 * of a column that is filtered by other values means either; by several, this one among them, this one alone. Of periods there
 * is one.
 */
export function withPicked(filters: readonly Filter[], picked: readonly Filter[]): Filter[] {
  const standing = new Set(filters.map(textOf));
  const isTakenBack = picked.length > 0 && picked.every((filter) => standing.has(textOf(filter)));
  if (isTakenBack) {
    const taken = new Set(picked.map(textOf));
    return filters.filter((filter) => !taken.has(textOf(filter)));
  }
  return picked.filter((filter) => !standing.has(textOf(filter))).reduce(withOne, [...filters]);
}

function withOne(filters: Filter[], picked: Filter): Filter[] {
  if (isPeriod(picked)) return [picked, ...filters.filter((each) => !isPeriod(each))];
  const at = valuesOf(picked) === undefined ? -1 : filters.findIndex((each) => joined([each, picked]) !== undefined);
  const standing = filters[at];
  if (standing === undefined) return [...filters, picked];
  return filters.with(at, narrows(picked, standing) ? picked : (joined([standing, picked]) ?? picked));
}

/** One filter for tickets that match any of these; undefined where they are not values of one column. */
export function joined(filters: readonly Filter[]): Filter | undefined {
  const [first] = filters;
  const values = filters.map(valuesOf);
  if (first === undefined || filters.some(({ key }) => key !== first.key)) return undefined;
  if (values.some((each) => each === undefined)) return undefined;
  const all = [...new Set(values.flatMap((each) => each ?? []))];
  return all.length === 1 ? first : makeFilter(first.key, 'in', all);
}

function narrows(picked: Filter, standing: Filter): boolean {
  const all = valuesOf(standing) ?? [];
  return (valuesOf(picked) ?? []).every((value) => all.includes(value));
}

/** The values that a filter wants one of. Numbers and times have ranges: their marks are joined by "and". */
function valuesOf(filter: Filter): readonly Operand[] | undefined {
  if (isFilterOf(filter, 'timestamp')) return undefined;
  if (filter.comparator === '=') return [filter.value];
  return filter.comparator === 'in' ? filter.values : undefined;
}

const textOf = (filter: Filter) => JSON.stringify(filter);
