import { describe, expect, it } from 'vitest';
import { pastedLines, valueOptions } from './valueOptions';

const ANSWER = {
  values: [
    { value: 'Contract change', count: 9 },
    { value: 'Billing', count: 7 },
    { value: 'Late billing', count: 3 },
  ],
  more: false,
};

describe('valueOptions', () => {
  it('lists what was loaded, the chosen ones on top', () => {
    expect(valueOptions(ANSWER, ['Billing'], '')).toEqual([
      { value: 'Billing', count: 7, isChosen: true },
      { value: 'Contract change', count: 9, isChosen: false },
      { value: 'Late billing', count: 3, isChosen: false },
    ]);
  });

  it('keeps a chosen value that nothing has, with 0 only where that is known', () => {
    expect(valueOptions(ANSWER, ['Gone'], '')[0]).toEqual({ value: 'Gone', count: 0, isChosen: true });
    expect(valueOptions({ ...ANSWER, more: true }, ['Gone'], '')[0]).toEqual({ value: 'Gone', isChosen: true });
    expect(valueOptions(undefined, ['Gone'], '')).toEqual([{ value: 'Gone', isChosen: true }]);
  });

  it('narrows at once to what was typed, beginnings first, and offers the text itself last', () => {
    expect(valueOptions(ANSWER, [], 'bill')).toEqual([
      { value: 'Billing', count: 7, isChosen: false },
      { value: 'Late billing', count: 3, isChosen: false },
      { value: 'bill', isChosen: false, isTyped: true },
    ]);
    expect(valueOptions(ANSWER, [], 'Billing').map(({ value }) => value)).toEqual(['Billing', 'Late billing']);
  });

  it('puts the value that was typed first, whatever its case and however rare', () => {
    const values = ['Billing, other', 'BILLING', 'Billing', 'Late billing'].map((value) => ({ value, count: 1 }));
    const listed = valueOptions({ values, more: false }, [], 'Billing').map(({ value }) => value);
    expect(listed).toEqual(['Billing', 'BILLING', 'Billing, other', 'Late billing']);
    expect(valueOptions({ values, more: false }, [], 'billing')[0]?.value).toBe('BILLING');
  });

  it('works without an answer', () => {
    expect(valueOptions(undefined, [], 'x')).toEqual([{ value: 'x', isChosen: false, isTyped: true }]);
  });
});

it('takes a pasted column apart, and leaves a single line alone', () => {
  expect(pastedLines('C-1\r\nC-2\r\n\r\n C-3 ')).toEqual(['C-1', 'C-2', 'C-3']);
  expect(pastedLines('one, two')).toBeNull();
});
