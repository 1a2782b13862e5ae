import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { jsonLines } from './jsonLines';

test('lines are read whole wherever a turn ends, and a large answer has several turns', async () => {
  const rows = Array.from({ length: 40 }, (_, id) => ({ id, text: '€ä\n'.repeat(id % 7 === 0 ? 200_000 : 3000) }));
  const bytes = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  let turns = 0;
  let counting = true;
  const counted = (async () => {
    for (; counting; turns += 1) await setImmediate();
  })();
  expect(await jsonLines(bytes, 'reader')).toEqual(rows);
  counting = false;
  await counted;
  expect(turns).toBeGreaterThan(6);
  expect(await jsonLines(Buffer.from(''))).toEqual([]);
  expect(await jsonLines(Buffer.from('{"a":1}'))).toEqual([{ a: 1 }]);
});
