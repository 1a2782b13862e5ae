import type { Filter } from '../../contract/query/filters';

/** Adds filters; one that stands already is not added twice. */
export function withPicked(filters: readonly Filter[], picked: readonly Filter[]): Filter[] {
  const known = new Set(filters.map((filter) => JSON.stringify(filter)));
  return [...filters, ...picked.filter((filter) => !known.has(JSON.stringify(filter)))];
}
