import { describe, expect, it, test } from 'vitest';
import { choicesOf, filterKeys } from '../../../../contract/query/filters';
import { describeOperand } from '../../../../contract/sentences/describeFilter';
import { lineTyped, type TypedWord, typedOn } from './choiceKeys';

const LISTS = filterKeys().flatMap((key) => {
  const choices = choicesOf(key);
  return choices === undefined ? [] : [{ key, lines: choices.map((choice) => describeOperand(key, choice)) }];
});
const DESCRIPTIONS = LISTS.flatMap(({ key, lines }) => lines.map((line) => ({ key, lines, line })));
const START: TypedWord = { text: '', at: Number.NEGATIVE_INFINITY };

/** Where the focus is after the keys, each `gap` milliseconds after the one before; `ticked` where Space was no letter. */
function type(lines: readonly string[], focused: number, keys: string, gap = 100): { line: number; ticked: number[] } {
  const ticked: number[] = [];
  let line = focused;
  let word = START;
  for (const [index, key] of [...keys].entries()) {
    const typed = typedOn(word, key, index * gap, lines);
    word = typed ?? START;
    const found = typed === null ? -1 : lineTyped(lines, line, typed.text);
    if (typed === null) ticked.push(line);
    else if (found !== -1) line = found;
  }
  return { line, ticked };
}

describe.each(DESCRIPTIONS)('$key: $line', ({ lines, line }) => {
  it('is ticked by its word and Space, wherever the focus was', () => {
    for (const focused of lines.keys()) {
      expect(type(lines, focused, `${line} `)).toEqual({ line: lines.indexOf(line), ticked: [lines.indexOf(line)] });
    }
  });
});

const STATUSES = LISTS.find(({ key }) => key === 'status')?.lines ?? [];

test('the same letter again walks the lines that begin with it', () => {
  const walk = ['p', 'pp'].map((keys) => type(['phone', 'portal', 'chat'], 2, keys).line);
  expect(walk).toEqual([0, 1]);
});

test('after a pause a letter begins another word', () => {
  expect(STATUSES[type(STATUSES, 0, 'cr', 800).line]).toBe('resolved');
  expect(STATUSES[type(STATUSES, 0, 'cr').line]).toBe('closed');
});

test('Space that no word goes on with ticks; keys of no letter are left alone', () => {
  expect(typedOn(START, ' ', 0, STATUSES)).toBeNull();
  expect(typedOn(START, 'Tab', 0, STATUSES)).toBeNull();
});
