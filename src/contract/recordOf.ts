/** A record with a value for each of the keys; typed by the very keys, so that none can be missing where it is read. */
export function recordOf<K extends string, V>(keys: readonly K[], valueOf: (key: K) => V): Record<K, V>;
export function recordOf(keys: readonly string[], valueOf: (key: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, valueOf(key)]));
}

/** The same without the keys that have no value. */
export function partialRecordOf<K extends string, V>(
  keys: readonly K[],
  valueOf: (key: K) => V | undefined,
): Partial<Record<K, V>>;
export function partialRecordOf(
  keys: readonly string[],
  valueOf: (key: string) => unknown,
): Partial<Record<string, unknown>> {
  const entries = keys.map((key) => [key, valueOf(key)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
