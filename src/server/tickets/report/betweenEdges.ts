/**
 * Counts of the intervals `[edge, next edge)` from counts of everything at or beyond each edge. The engine
 * counts the latter, which is one comparison an edge; the last interval has no end.
 */
export function betweenEdges(
  edges: readonly number[],
  atOrBeyond: readonly number[],
): { from: number; to: number | null; count: number }[] {
  return edges.map((from, index) => ({
    from,
    to: edges[index + 1] ?? null,
    count: (atOrBeyond[index] ?? 0) - (atOrBeyond[index + 1] ?? 0),
  }));
}
