/**
 * A long query takes milliseconds to parse: others are served between two. Short ones are parsed together: with a turn for
 * each, who has 200 views in the list would wait for 200 of somebody else's.
 */
const CHARACTERS_OF_TURN = 16 * 1024;

interface Named {
  name: string;
  query: string;
}

/** @param turn waits for one of the event loop that is the reader's. */
export async function parseInTurns<Row extends Named, View>(
  rows: readonly Row[],
  parse: (row: Row) => View,
  turn: () => Promise<void>,
): Promise<View[]> {
  const views: View[] = [];
  let characters = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const size = row.name.length + row.query.length;
    characters += size;
    if (characters > CHARACTERS_OF_TURN) {
      await turn();
      characters = size;
    }
    views.push(parse(row));
  }
  return views;
}
