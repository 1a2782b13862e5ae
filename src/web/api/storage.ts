/** What the browser keeps for all tabs; in memory where it keeps nothing, as in some frames of other sites. */
export const storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = browserStorage() ?? inMemory();

function browserStorage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

function inMemory(): typeof storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}
