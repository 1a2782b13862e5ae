import { expect, test } from 'vitest';
import { countCell, shareCell, textCell, toCsv } from './chartTable';

test('csv: text quoted, counts and shares as numbers, null as an empty cell', () => {
  const table = {
    columns: ['Topic', 'tickets', 'breach rate'],
    rows: [
      [textCell('Billing, "urgent"'), countCell(12_412), shareCell(0.0861)],
      [textCell('=1+1'), countCell(0), shareCell(null)],
      [textCell("a;'=1+1"), countCell(0), shareCell(null)],
    ],
  };
  expect(toCsv(table)).toBe(
    '"Topic","tickets","breach rate"\r\n"Billing, ""urgent""",12412,0.0861\r\n"\'=1+1",0,\r\n"a;\'\'=1+1",0,',
  );
});
