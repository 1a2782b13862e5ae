import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvRecords } from './csvRecords';

/** All records of a text that arrives in the given pieces; undefined when a quote is not closed. */
function recordsOf(pieces: readonly string[]) {
  const records = new CsvRecords();
  const found = pieces.flatMap((piece) => records.push(piece));
  const last = records.end();
  return last === undefined ? undefined : [...found, ...last];
}

const cellsOf = (text: string) => recordsOf([text])?.map(({ cells }) => cells);

describe('csv records', () => {
  test('quotes, commas and line breaks within quotes, either line end, none at the end', () => {
    expect(cellsOf('a,b\r\n"x, ""y""","1\r\n2"\nlast,')).toEqual([
      ['a', 'b'],
      ['x, "y"', '1\r\n2'],
      ['last', ''],
    ]);
  });

  test('empty lines are no records, an empty cell in quotes is one', () => {
    expect(cellsOf('a\n\r\n\n""\n')).toEqual([['a'], ['']]);
  });

  test('each record knows the physical line on which it starts', () => {
    const lines = recordsOf(['a,b\n\n"1\n2\n3",x\r\n', 'y,z\n'])?.map(({ line }) => line);
    expect(lines).toEqual([1, 3, 6]);
  });

  test('a long cell that arrives in many pieces is found, and so is what follows it', () => {
    const cell = 'a ""quoted"" line\n'.repeat(20_000);
    const text = `1,"${cell}"\n2,x\n`;
    const pieces = Array.from({ length: Math.ceil(text.length / 999) }, (_, index) =>
      text.slice(index * 999, (index + 1) * 999),
    );
    expect(recordsOf(pieces)?.map(({ cells }) => cells)).toEqual([
      ['1', cell.replaceAll('""', '"')],
      ['2', 'x'],
    ]);
  });

  test.each([
    ['text after a closing quote', 'a,"b"c,d\nnext,1,2\n'],
    ['a quote within a cell that does not begin with one', 'a, "b, c",d\nnext,1,2\n'],
  ])('%s breaks its record and no other', (broken, text) => {
    const [first, second] = recordsOf([text]) ?? [];
    expect(first?.broken).toBe(broken);
    expect(second).toMatchObject({ cells: ['next', '1', '2'], line: 2 });
    expect(second?.broken).toBeUndefined();
  });

  test('a quote within a cell that begins with a letter stands for itself', () => {
    const [record] = recordsOf(['a,5" pipe and 3" bolt,d"\n']) ?? [];
    expect(record).toMatchObject({ cells: ['a', '5" pipe and 3" bolt', 'd"'], hasInnerQuotes: true });
    expect(record?.broken).toBeUndefined();
  });

  test('of more cells than any file has columns the first are kept, and all are counted', () => {
    const [record] = recordsOf([`a,"b"c${',x'.repeat(5000)}\n`]) ?? [];
    expect(record).toMatchObject({ width: 5002, broken: 'text after a closing quote' });
    expect(record?.cells).toHaveLength(2000);
  });

  test('a quote that is never closed is told, with the line of its record', () => {
    const records = new CsvRecords();
    records.push('a,b\n1,2\n3,"four\n5,6\n');
    expect(records.end()).toBeUndefined();
    expect(records.line).toBe(3);
  });

  test('reads what was written, however the text is cut into pieces of whole lines', () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', "'", ' ', 'é', '😀', '=') }),
      fc.string({ unit: 'grapheme' }),
    );
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), fc.func(fc.boolean()), (rows, lineEnd, isCut) => {
        const text = rows.map((row) => row.map(written).join(',') + lineEnd).join('');
        const pieces = piecesOf(text, isCut);
        expect(recordsOf(pieces)?.map(({ cells }) => cells)).toEqual(rows);
      }),
      { numRuns: 500 },
    );
  });
});

/** Quoted where RFC 4180 wants it. */
function written(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Pieces of one or more whole lines. */
function piecesOf(text: string, isCut: (line: number) => boolean): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const [line, content] of text.split(/(?<=\n)/).entries()) {
    piece += content;
    if (!isCut(line)) continue;
    pieces.push(piece);
    piece = '';
  }
  pieces.push(piece);
  return pieces;
}
