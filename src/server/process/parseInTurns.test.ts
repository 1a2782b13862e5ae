import { expect, test } from 'vitest';
import { parseInTurns } from './parseInTurns';

test.for([
  [0, 100, 0],
  [1, 0, 1],
  [200, 100, 2],
  [200, 2600, 34],
  [3, 15_000, 3],
  [3, 120_000, 3],
] as const)('%i views of %i characters are read in %i turns', async ([count, length, expected]) => {
  const rows = Array.from({ length: count }, (_, id) => ({ id, name: 'View', query: 'x'.repeat(length) }));
  let turns = 0;
  const read = await parseInTurns(
    rows,
    ({ name, query }) => name.length + query.length,
    ({ id }) => id,
    async () => {
      turns += 1;
    },
  );
  expect(read).toEqual(rows.map(({ id }) => id));
  expect(turns).toBe(expected);
});
