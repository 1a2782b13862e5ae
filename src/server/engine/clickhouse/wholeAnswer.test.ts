import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { EngineLimitError } from '../engine';
import { CutError } from './serverError';
import { wholeAnswer } from './wholeAnswer';

/** Lines as the client hands them over, so many at once. */
async function* lines(text: string, atOnce = 1000): AsyncGenerator<{ text: string }[]> {
  const all = text.split('\n').slice(0, -1);
  for (let from = 0; from < all.length; from += atOnce) {
    yield all.slice(from, from + atOnce).map((line) => ({ text: line }));
  }
}

const arrayOf = (rows: readonly unknown[]) => `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;

test('a large answer is parsed in several turns of the event loop', async () => {
  const rows = Array.from({ length: 50 }, (_, id) => ({ id, text: '],\n[ä'.repeat(10_000) }));
  let turns = 0;
  let counting = true;
  const counted = (async () => {
    for (; counting; turns += 1) await setImmediate();
  })();
  expect(await wholeAnswer(lines(arrayOf(rows), 2), { whose: 'reader' })).toEqual(rows);
  counting = false;
  await counted;
  expect(turns).toBeGreaterThan(5);
});

test.each([[[]], [[{ a: 1 }]], [[{ a: ']' }, { a: '[\n' }]]])(
  'rows are read as they were written: %j',
  async (rows) => {
    expect(await wholeAnswer(lines(arrayOf(rows), 1))).toEqual(rows);
  },
);

test.each(['', '[\n', '[\n{"a":1},\n', '[\n{"a":1},\n{"a"\n', '[\n{"a":1},\n{"a\n]\n'])(
  'what is cut off is no answer: %j',
  async (text) => {
    await expect(wholeAnswer(lines(text))).rejects.toThrow(CutError);
  },
);

test('an error in the place of rows is said, wherever it begins', async () => {
  const said = 'Code: 1. DB::Exception: too bad';
  for (const before of ['', '[\n', '[\n{"a":1},\n{"a', '[\n{"a":1}\n]\n']) {
    await expect(wholeAnswer(lines(`${before}${said}\n`))).rejects.toThrow(said);
  }
});

test('no more of an answer is read than it may have', async () => {
  let read = 0;
  async function* endless(): AsyncGenerator<{ text: string }[]> {
    for (; ; read += 1000) yield [{ text: 'x'.repeat(1000) }];
  }
  await expect(wholeAnswer(endless(), { most: 5000 })).rejects.toThrow(EngineLimitError);
  expect(read).toBeLessThanOrEqual(6000);
});
