import { type Filter, filterKeys, isKeyOf, type KeyOf, keyFacts } from '../../../../contract/query/filters';

export type TimeKey = KeyOf<'timestamp'>;

/** What a time that names no column may be of. */
export const TIMES = filterKeys().filter((key): key is TimeKey => {
  const facts = keyFacts(key);
  return isKeyOf(key, 'timestamp') && facts.kind === 'timestamp' && facts.isMilestone === true;
});

/** When what a filter asks for came about. */
export function timeOf(filter: Filter | undefined): TimeKey {
  const values = filter === undefined ? [] : valuesAsked(filter);
  const areAll = (...states: string[]) => values.length > 0 && values.every((value) => states.includes(value));
  if (filter?.key === 'slaState') return areAll('met', 'breachedClosed') ? 'closedAt' : 'dueBy';
  return filter?.key === 'status' && areAll('closed', 'resolved') ? 'closedAt' : 'createdAt';
}

export function valuesAsked(filter: Filter): string[] {
  if (filter.comparator === 'in') return filter.values.map(String);
  return filter.comparator === '=' ? [String(filter.value)] : [];
}
