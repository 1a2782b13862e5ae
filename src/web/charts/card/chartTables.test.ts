import { expect, test } from 'vitest';
import { toCsv } from './chartTable';
import { timeToCloseTable } from './chartTables';

test('limits of the bars of time to close read as counts do, and are copied as numbers', () => {
  const bar = { count: 3, open: 1, closedShare: 0.5 };
  const table = timeToCloseTable({
    bins: [
      { from: 43_200, to: 86_400, ...bar },
      { from: 86_400, to: null, ...bar },
    ],
    n: 6,
  });
  expect(table.rows.map(([, from, to]) => [from?.text, to?.text])).toEqual([
    ['43,200', '86,400'],
    ['86,400', ''],
  ]);
  expect(toCsv(table).split('\r\n').slice(1)).toEqual([
    '"12 h to under 1 d",43200,86400,3,0.5,0.5,1,0.5',
    '"1 d or more",86400,,3,0.5,1,1,0.5',
  ]);
});
