/**
 * A long query takes milliseconds to parse: others are served between two. Short ones are parsed together: with a turn for
 * each, who has 200 views in the list would wait for 200 of somebody else's.
 */
const CHARACTERS_OF_TURN = 16 * 1024;

/**
 * @param sizeOf how many characters a row has.
 * @param turn waits for one of the event loop that is the reader's.
 */
export async function parseInTurns<Row, Parsed>(
  rows: readonly Row[],
  sizeOf: (row: Row) => number,
  parse: (row: Row) => Parsed,
  turn: () => Promise<void>,
): Promise<Parsed[]> {
  const parsed: Parsed[] = [];
  let characters = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const size = sizeOf(row);
    characters += size;
    if (characters > CHARACTERS_OF_TURN) {
      await turn();
      characters = size;
    }
    parsed.push(parse(row));
  }
  return parsed;
}
