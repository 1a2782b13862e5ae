import { expect, test } from 'vitest';
import { DAY_SECONDS, HOUR_SECONDS } from '../../contract/time/units';
import { formatWallTime } from '../../contract/time/wallTime';
import { parseWorkingHours } from '../../contract/time/workingCalendar';
import { readConfig } from './config';

/** In hours of the week. */
function spansOf(text: string): (readonly [number, number])[] | null {
  return parseWorkingHours(text)?.map(({ from, to }) => [from / HOUR_SECONDS, to / HOUR_SECONDS] as const) ?? null;
}

test.each([
  [
    'Mo-Tu 08:00-18:00',
    [
      [8, 18],
      [32, 42],
    ],
  ],
  [
    'Mo,We 08:00-12:00,13:00-18:00',
    [
      [8, 12],
      [13, 18],
      [56, 60],
      [61, 66],
    ],
  ],
  ['Mo 08:00-12:00; Sa 9:00-12:00', null],
  [
    'Mo 08:00-12:00; Sa 09:00-12:30',
    [
      [8, 12],
      [129, 132.5],
    ],
  ],
  [
    'Mo 08:00-12:00, Tu 08:00-12:00',
    [
      [8, 12],
      [32, 36],
    ],
  ],
  ['mo 08:00-12:00, 11:00-13:00', [[8, 13]]],
  ['Mo-Su 00:00-24:00', [[0, 168]]],
  [
    'Su 22:00-06:00',
    [
      [0, 6],
      [166, 168],
    ],
  ],
  [
    'Sa-Mo 10:00-11:00',
    [
      [10, 11],
      [130, 131],
      [154, 155],
    ],
  ],
  ['08:00-18:00', null],
  ['Mo-Fr', null],
  ['Mo 08:00-12:00 We', null],
  ['Mo 25:00-26:00', null],
  ['Mo 08:00-08:00', null],
  ['weekdays', null],
  ['', null],
] as const)('%s', (text, spans) => {
  expect(spansOf(text)).toEqual(spans);
});

function holidaysOf(text: string, year: string): string[] {
  const { workingHours } = readConfig({ REPORTING_WORKING_HOURS: 'Mo-Fr 08:00-18:00', REPORTING_HOLIDAYS: text });
  const days = workingHours?.calendar.holidays ?? [];
  return days.map((day) => formatWallTime(day * DAY_SECONDS).slice(0, 10)).filter((day) => day.startsWith(year));
}

test('holidays of a region, and days', () => {
  expect(holidaysOf('DE-BY, 2024-12-24', '2024')).toEqual([
    '2024-01-01',
    '2024-01-06',
    '2024-03-29',
    '2024-04-01',
    '2024-05-01',
    '2024-05-09',
    '2024-05-20',
    '2024-05-30',
    '2024-10-03',
    '2024-11-01',
    '2024-12-24',
    '2024-12-25',
    '2024-12-26',
  ]);
  expect(holidaysOf('US', '2024')).toContain('2024-07-04');
  expect(holidaysOf('TR', '2024')).toEqual(expect.arrayContaining(['2024-04-10', '2024-04-11', '2024-04-12']));
});

test.each(['DE-XX', 'Bavaria', 'XX', '2024-02-30', 'DE-BY-A-B'])('%s is no holiday', (text) => {
  expect(() => holidaysOf(text, '2024')).toThrow(/REPORTING_HOLIDAYS: must be days/);
});

test('no hours, no working time', () => {
  expect(readConfig({}).workingHours).toBeNull();
  expect(() => readConfig({ REPORTING_WORKING_HOURS: 'always' })).toThrow(
    /REPORTING_WORKING_HOURS: must be days and times/,
  );
  expect(() => readConfig({ REPORTING_HOLIDAYS: '2026-12-24' })).toThrow(
    'REPORTING_HOLIDAYS: needs REPORTING_WORKING_HOURS',
  );
});
