/** A property's name, or what gives the value to compare. */
type Criterion<T> = keyof T | ((item: T) => unknown);

function read<T>(item: T, criterion: Criterion<T>): unknown {
  return typeof criterion === 'function' ? criterion(item) : item[criterion];
}

/** A sorted copy, in ascending order of numbers or texts; equal ones stay in their order. */
export function sortBy<T>(items: readonly T[], criterion: Criterion<T>): T[] {
  return items.toSorted((a, b) => compare(read(a, criterion), read(b, criterion)));
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : Number(String(a) > String(b));
}

/** The first item of each value. */
export function uniqBy<T>(items: readonly T[], criterion: Criterion<T>): T[] {
  const seen = new Set<unknown>();
  return items.filter((item) => {
    const value = read(item, criterion);
    if (seen.has(value)) return false;
    seen.add(value);
    return true;
  });
}
