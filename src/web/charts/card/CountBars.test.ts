import { expect, test } from 'vitest';
import { linePath } from '../overTime/RateLine';
import { placeBars } from './CountBars';

const plot = { x: 100, width: 60 };
/** Of an axis of 10 tickets, 100 pixels high. */
const heightOf = (value: number) => 100 - value * 10;

test('parts of a bar stand one on the other, in whole pixels, with room on both sides', () => {
  const series = [
    { fill: 'green', values: [2, 0, 4] },
    { fill: 'red', values: [1, 3, 0] },
  ];
  expect(placeBars(series, plot, 0.2, heightOf)).toEqual([
    ['M104,100h12V80h-12Z', '', 'M144,100h12V60h-12Z'],
    ['M104,80h12V70h-12Z', 'M124,100h12V70h-12Z', ''],
  ]);
});

test('many bars are thinner than a pixel, and never gone', () => {
  const values = Array.from({ length: 60 }, () => 1);
  expect(placeBars([{ fill: 'green', values }], plot, 0.2, heightOf)[0]?.[1]).toBe('M101.2,100h0.6V90h-0.6Z');
});

test('a rate that is missing leaves a gap in the line', () => {
  const points = [{ x: 1, y: 5 }, { x: 2, y: 6 }, null, { x: 4, y: 7 }];
  expect(linePath(points)).toBe('M1,5L2,6M4,7');
});
