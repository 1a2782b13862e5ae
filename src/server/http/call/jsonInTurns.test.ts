import { expect, test } from 'vitest';
import { isLong, jsonInTurns } from './jsonInTurns';

test('an answer that is written in turns is the JSON that it would be at once', async () => {
  let turns = 0;
  const turn = async () => {
    turns += 1;
  };
  const written = async (body: object) => Buffer.from(await jsonInTurns(body, turn)).toString();
  const rows = Array.from({ length: 30 }, (_, id) => ({ id, text: `"ä€😀\n${'x'.repeat(100_000)}`, none: null }));
  const answers = [
    {},
    { data: [] },
    { total: 3, none: undefined, nothing: null, list: [null, undefined, 1, 'a'], inner: { a: [1], b: undefined } },
    { data: rows, total: 30, columns: [{ key: 'id' }] },
  ];
  for (const answer of answers) expect(await written(answer)).toBe(JSON.stringify(answer));
  expect(turns).toBe(5);
  expect(answers.map(isLong)).toEqual([false, false, false, true]);
});
