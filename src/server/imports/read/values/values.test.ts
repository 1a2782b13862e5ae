import fc from 'fast-check';
import { describe, expect } from 'vitest';
import type { StoredColumnId } from '../../../../contract/columns/columns';
import type { Dialect } from '../../../../contract/responses/fileDialect';
import { formatWallTime, parseWallTime } from '../../../../contract/time/wallTime';
import { test as base } from '../../../../testing/fixtures';
import { readTickets } from '../../../../testing/readTickets';
import { dryRun } from '../../dryRun/dryRun';
import { wallTimeOfSerial } from './excelSerial';

/** Values in every way that helpdesks write them, as an import reads them. */

const AT = '2024-05-12 09:00:00';

const test = base
  /** Reads a column's values. */
  .extend('column', ({ file }) => (id: StoredColumnId, values: readonly string[], dialect: Dialect = {}) => {
    const createdAt = id === 'createdAt' ? '' : `;${AT}`;
    const names = id === 'createdAt' ? 'id;createdAt' : `id;${id};createdAt`;
    const rows = values.map((value, index) => `${index + 1};"${value}"${createdAt}\n`);
    return readTickets(file(`${names}\n${rows.join('')}`), dialect);
  })
  .extend('preview', ({ file }) => (content: string, dialect: Dialect = {}, mapping = {}) => {
    const source = { name: 'their.csv', path: file(content, 'their.csv') };
    return dryRun(source, { timeZone: 'Europe/Berlin', mapping, dialect });
  });

describe('times', () => {
  const same = (value: string, wallTime: string) => [value, wallTime] as const;
  test.for([
    same('2024-05-12 09:00:00', '2024-05-12 09:00:00'),
    same(' 2024-05-12T09:00 ', '2024-05-12 09:00:00'),
    same('2024-05-12 09:00:00 UTC', '2024-05-12 09:00:00'),
    same('2024-05-12T09:00:00.123+0200', '2024-05-12 07:00:00'),
    same('2024/05/12 9:00', '2024-05-12 09:00:00'),
    same('16.10.2026 04:20', '2026-10-16 04:20:00'),
    same('16.10.26, 4:20:05 Uhr', '2026-10-16 04:20:05'),
    same('10/16/2026 4:20 AM', '2026-10-16 04:20:00'),
    same('10/16/2026 12:20:00 PM', '2026-10-16 12:20:00'),
    same('10/16/26 12:20 am', '2026-10-16 00:20:00'),
    same('16-10-2026 04:20:00', '2026-10-16 04:20:00'),
    same('02/Oct/26 9:15 AM', '2026-10-02 09:15:00'),
    same('2. Okt 2026 09:15', '2026-10-02 09:15:00'),
    same('3. März 2026 09:15', '2026-03-03 09:15:00'),
    same('Fri, 02 Oct 2026 09:15:00 +0200', '2026-10-02 07:15:00'),
    same('Oct 2, 2026 9:15 PM', '2026-10-02 21:15:00'),
    same('05.05.2026 10:00', '2026-05-05 10:00:00'),
    same('45123.5', '2023-07-16 12:00:00'),
    same('45123,25', '2023-07-16 06:00:00'),
  ])('%s is %s', async ([value, wallTime], { column }) => {
    const { sent, counts } = await column('createdAt', [value]);
    expect(counts?.firstReject).toBeNull();
    expect(sent).toMatchObject([{ createdAt: wallTime }]);
  });

  test.for([
    ['03:17.4', 'a time without its day'],
    ['2024-05-12', 'is not a time: the time of day is missing'],
    ['12.05.2024', 'the time of day is missing'],
    ['32.01.2024 10:00', 'is no such time'],
    ['29.02.2023 10:00', 'is no such time'],
    ['16.10.2026 13:20 PM', 'is not a time'],
    ['16.10.2026 25:00', 'is no such time'],
    ['5', 'is not a time'],
    ['1715500000', 'is not a time'],
    ['0.5', 'is not a time'],
    ['yesterday', 'is not a time'],
  ] as const)('%s is refused: %s', async ([value, reason], { column }) => {
    const { sent, counts } = await column('createdAt', [value, AT]);
    expect(sent).toHaveLength(1);
    expect(counts?.firstReject).toContain(`their file, line 2: createdAt `);
    expect(counts?.firstReject).toContain(reason);
  });

  test('a date alone means what its sender says', async ({ column }) => {
    const dates = ['2024-05-12', '13.05.2024'];
    const times = async (timeOfDay: 'start' | 'end') =>
      (await column('dueBy', dates, { timeOfDay })).sent.map(({ dueBy }) => dueBy);
    expect(await times('start')).toEqual(['2024-05-12 00:00:00', '2024-05-13 00:00:00']);
    expect(await times('end')).toEqual(['2024-05-12 23:59:59', '2024-05-13 23:59:59']);
  });

  test('day and month are told apart by one value of the file, wherever it stands', async ({ column }) => {
    for (const [proof, first] of [
      ['13/02/2026 10:00', '2026-04-03 10:00:00'],
      ['02/13/2026 10:00', '2026-03-04 10:00:00'],
    ] as const) {
      const many = Array.from({ length: 3000 }, () => '03/04/2026 10:00');
      const { sent, counts } = await column('createdAt', [...many, proof]);
      expect(sent).toHaveLength(3001);
      expect(new Set(sent.slice(0, -1).map(({ createdAt }) => createdAt))).toEqual(new Set([first]));
      expect(counts).toMatchObject({ rows: 3001, rejected: 0 });
    }
  });

  test('without a proof the file is asked about once, and read as it is said', async ({ column }) => {
    const values = ['03.04.2026 10:00', '05.06.2026 10:00', '07.08.2026 10:00'];
    await expect(column('dueBy', values)).rejects.toMatchObject({
      message:
        'their file: 03.04.2026 10:00 (line 2, dueBy) and 2 more can have the day or the month first, and no value in it proves which',
      question: { parameter: 'dates', allowed: ['dmy', 'mdy'] },
    });
    const read = async (dates: 'dmy' | 'mdy') => (await column('dueBy', values, { dates })).sent[0]?.dueBy;
    expect(await read('dmy')).toBe('2026-04-03 10:00:00');
    expect(await read('mdy')).toBe('2026-03-04 10:00:00');
  });

  test('values that prove both are asked about; said, what does not fit is rejected', async ({ column }) => {
    const values = ['13.04.2026 10:00', '04/13/2026 10:00'];
    await expect(column('dueBy', values)).rejects.toThrow(
      '13.04.2026 10:00 (line 2, dueBy) has the day first, and 04/13/2026 10:00 (line 3, dueBy) has the month first. Say which counts',
    );
    const { sent, counts } = await column('dueBy', values, { dates: 'dmy' });
    expect(sent).toHaveLength(1);
    expect(counts?.firstReject).toContain('line 3: dueBy has the month first, against what was said: 04/13/2026 10:00');
  });

  test('any time in any form reads back equal', async ({ column }) => {
    const pad = (value: number) => String(value).padStart(2, '0');
    const forms: ((date: Date) => string)[] = [
      (d) =>
        `${d.getUTCDate()}.${d.getUTCMonth() + 1}.${d.getUTCFullYear()} ${d.getUTCHours()}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())}`,
      (d) =>
        `${pad(d.getUTCMonth() + 1)}/${pad(d.getUTCDate())}/${d.getUTCFullYear()} ${pad(d.getUTCHours() % 12 || 12)}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())} ${d.getUTCHours() < 12 ? 'AM' : 'PM'}`,
      (d) =>
        `${pad(d.getUTCDate())}-${pad(d.getUTCMonth() + 1)}-${d.getUTCFullYear()} ${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())} UTC`,
      (d) =>
        `${d.getUTCDate()}/${d.toLocaleString('en', { month: 'short', timeZone: 'UTC' })}/${d.getUTCFullYear()} ${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())}`,
      (d) => String(d.getTime() / 86_400_000 + 25_569),
    ];
    const seconds = fc.integer({ min: parseWallTime('1970-01-01') ?? 0, max: parseWallTime('2299-12-31') ?? 0 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(seconds, { minLength: 1, maxLength: 30 }),
        fc.constantFrom(...forms),
        async (times, form) => {
          const proven = [...times, (parseWallTime('2026-10-16') ?? 0) + 5];
          const { sent } = await column(
            'createdAt',
            proven.map((each) => form(new Date(each * 1000))),
          );
          expect(sent.map(({ createdAt }) => createdAt)).toEqual(proven.map(formatWallTime));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('days of Excel agree with its calendar, also around the day that never was and from 1904', () => {
    expect(wallTimeOfSerial(1)).toBe('1900-01-01 00:00:00');
    expect(wallTimeOfSerial(59)).toBe('1900-02-28 00:00:00');
    expect(wallTimeOfSerial(61)).toBe('1900-03-01 00:00:00');
    expect(wallTimeOfSerial(45_123.385_416_666_7)).toBe('2023-07-16 09:15:00');
    expect(wallTimeOfSerial(43_661, true)).toBe('2023-07-16 00:00:00');
    expect(wallTimeOfSerial(0.5)).toBeUndefined();
    expect(wallTimeOfSerial(146_463)).toBeUndefined();
  });
});

describe('numbers', () => {
  test.for([
    ['3.0', 3],
    ['3,00', 3],
    ['1.234.567', 1_234_567],
    ['1,234,567', 1_234_567],
    ['1.234,00', 1234],
    ['1 234', 1234],
    ['1\u00a0234\u00a0567', 1_234_567],
    ["1'234", 1234],
    ['+12', 12],
    ['-86400', -86_400],
    ['26:15:00', 94_500],
    ['-0:00:30', -30],
    ['1234.000', 1234],
  ] as const)('%s is %d', async ([value, number], { column }) => {
    const { sent } = await column('secondsToClose', [value]);
    expect(sent).toMatchObject([{ secondsToClose: number }]);
  });

  test.for([
    ['1.5', 'is not a whole number: 1.5'],
    ['12.34.56', 'is not a whole number'],
    ['1.23.456', 'is not a whole number'],
    ['26:15', 'is not a whole number: 26:15'],
    ['4.3E+09', 'was shortened by a spreadsheet'],
    ['x', 'is not a whole number: x'],
  ] as const)('%s is refused: %s', async ([value, reason], { column }) => {
    const { counts } = await column('secondsToClose', [value, '1']);
    expect(counts?.firstReject).toContain(`secondsToClose ${reason}`);
  });

  test('2.000 is asked about, never 2 and never 2000 unasked', async ({ column }) => {
    const values = ['2.000', '86.400'];
    await expect(column('secondsToClose', values)).rejects.toMatchObject({
      message: expect.stringContaining(
        '2.000 (line 2, secondsToClose) and 1 more can have a mark of thousands or a fraction, and no value in it proves which',
      ),
      question: { parameter: 'decimal', allowed: ['point', 'comma'] },
    });
    expect(
      (await column('secondsToClose', values, { decimal: 'comma' })).sent.map((row) => row.secondsToClose),
    ).toEqual([2000, 86_400]);
    const points = await column('secondsToClose', values, { decimal: 'point' });
    expect(points.sent.map((row) => row.secondsToClose)).toEqual([2]);
    expect(points.counts?.firstReject).toContain('line 3: secondsToClose is not a whole number: 86.400');
  });

  test('another value of the file proves it', async ({ column }) => {
    expect((await column('secondsToClose', ['2.000', '1.234.567'])).sent[0]).toMatchObject({ secondsToClose: 2000 });
    expect((await column('secondsToClose', ['2.000', '7.0'])).sent[0]).toMatchObject({ secondsToClose: 2 });
    await expect(column('secondsToClose', ['1.234.567', '7.0'])).rejects.toThrow(
      /fraction behind a comma.*fraction behind a point/,
    );
  });
});

describe('ids', () => {
  test('are the digits behind one prefix', async ({ column }) => {
    const { sent, counts } = await column('contractId', ['a', 'b']);
    expect(sent.map(({ id }) => id)).toEqual([1, 2]);
    expect(counts?.recognised).toMatchObject([{ idPrefix: null }]);
  });

  test.for([
    ['INC-', ['INC-100000', 'INC-100001', 'INC-99'], [100_000, 100_001, 99]],
    ['INC', ['INC0010001', 'INC0010002', 'INC10000000'], [10_001, 10_002, 10_000_000]],
    ['#', ['#4711', '#4712'], [4711, 4712]],
    ['Ticket ', ['Ticket 1', 'Ticket 2'], [1, 2]],
    ['CAS-', ['CAS-01000-C7Q2F3', 'CAS-01001-K9L4M5', 'CAS-01000-C7Q2F3'], [1000, 1001, 1000]],
    ['M ', ['M 2610 1234', 'M 2611 002', 'M 2611 0002'], [26_101_234, 2_611_002, 26_110_002]],
  ] as const)('%s', async ([prefix, ids, digits], { preview }) => {
    const run = await preview(`id;createdAt\n${ids.map((id) => `${id};${AT}\n`).join('')}`);
    expect(run).toMatchObject({ problem: null, rejected: 0, recognised: [{ idPrefix: prefix }] });
    expect(run.tickets.map(({ id }) => id)).toEqual(digits);
  });

  test.for([
    ['two prefixes', ['SUP-1', 'OPS-1'], 'ids begin differently, SUP-1 (line 2) and OPS-1 (line 3)'],
    ['a prefix and none', ['SUP-1', '1'], 'ids begin differently, SUP-1 (line 2) and 1 (line 3)'],
    ['none and a prefix', ['1', 'SUP-1'], 'ids begin differently, 1 (line 2) and SUP-1 (line 3)'],
    [
      'zeros before numbers of several lengths',
      ['INC-007', 'INC-07'],
      'ids have zeros before numbers of different lengths',
    ],
    ['what is behind the digits', ['CAS-01000-C7Q2F3', 'CAS-01000-K9L4M5'], 'the digits of CAS-01000-K9L4M5 (line 3)'],
    ['nothing behind the digits of some', ['CAS-01000', 'CAS-01000-K9L4M5'], 'the digits of CAS-01000-K9L4M5 (line 3)'],
    ['digits in two groups and in one', ['M 2610 1234', 'M 26101234'], 'the digits of M 26101234 (line 3)'],
    ['zeros before some', ['INC-007', 'INC-7'], 'ids have zeros before numbers of different lengths'],
  ] as const)('%s could make two tickets one, and are refused', async ([_, ids, problem], { preview }) => {
    const run = await preview(`id;createdAt\n${ids.map((id) => `${id};${AT}\n`).join('')}`);
    expect(run.problem).toContain(problem);
  });
});

test('case does not matter in words, blanks around cells are no part of them, and text keeps its own', async ({
  preview,
}) => {
  const run = await preview(
    `id;status;channel;topic;createdAt;priority\n 1 ; OPEN ;WalkIn; two  words ; ${AT}\u00a0; \n`,
  );
  expect(run.tickets).toEqual([{ id: 1, status: 'open', channel: 'walkIn', topic: ' two  words ', createdAt: AT }]);
});

test('all that is wrong is counted by column and kind', async ({ preview }) => {
  const run = await preview(`id;createdAt;priority\nx;${AT};High\n2;03:17.4;burning\n3;04:18.5;low\n`);
  expect(run).toMatchObject({ read: 3, rejected: 3 });
  expect(run.rejectGroups).toEqual([
    {
      column: 'createdAt',
      what: 'is not a time as YYYY-MM-DD HH:mm:ss (a time without its day)',
      count: 2,
      first: { file: 'their.csv', line: 3, value: '03:17.4' },
      examples: [
        { file: 'their.csv', line: 3, value: '03:17.4' },
        { file: 'their.csv', line: 4, value: '04:18.5' },
      ],
      mend: 'Map a column of times to "Created", mend these cells',
    },
    {
      column: 'id',
      what: 'is not a whole number',
      count: 1,
      first: { file: 'their.csv', line: 2, value: 'x' },
      examples: [{ file: 'their.csv', line: 2, value: 'x' }],
      mend: 'Map a column of whole numbers to "Id", mend these cells',
    },
    {
      column: 'priority',
      what: 'is not one of low, medium, high, urgent',
      count: 1,
      first: { file: 'their.csv', line: 3, value: 'burning' },
      examples: [{ file: 'their.csv', line: 3, value: 'burning' }],
      mend: 'Say what these values mean, or let those that are not known be empty',
    },
  ]);
});

test('JSON may have numbers as text and text as numbers', async ({ preview }) => {
  const run = await preview(`[{"id":"4711","createdAt":"${AT}","contractId":5,"status":"Closed"}]`);
  expect(run.tickets).toEqual([{ id: 4711, createdAt: AT, contractId: '5', status: 'closed' }]);
});

test('a preview that cannot look at the whole of a file asks instead', async ({ preview }) => {
  const many = `1;03.04.2026 10:00;${'x'.repeat(5_000)}\n`.repeat(8_000);
  const run = await preview(`id;createdAt;topic\n${many}2;13.04.2026 10:00;\n`);
  expect(run.problem).toContain('no value in the part of it that a preview reads proves which');
  expect(run).toMatchObject({ question: { parameter: 'dates' }, names: ['id', 'createdAt', 'topic'] });
});
