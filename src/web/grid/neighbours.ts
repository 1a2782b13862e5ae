/** The tickets before and after one on the page of the grid; undefined at its ends, and where it is not on it. */
export function neighbours(
  ids: readonly number[],
  id: number,
): { previous: number | undefined; next: number | undefined } {
  const at = ids.indexOf(id);
  return at === -1 ? { previous: undefined, next: undefined } : { previous: ids[at - 1], next: ids[at + 1] };
}
