import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseWallTime, wallTimeIn } from '../../../../contract/time/wallTime';
import { isPlainTime, readTime } from './readTime';
import { WallClock } from './wallClock';

const berlin = new WallClock('Europe/Berlin');
const read = (value: unknown) => readTime(value, berlin);

describe('times', () => {
  test('a wall time stays as it is, also in the hour that clocks skip', () => {
    expect(read('2024-03-31 02:30:00')).toEqual({ wallTime: '2024-03-31 02:30:00', converted: false });
    expect(read('1900-01-01 00:00:00')).toEqual({ wallTime: '1900-01-01 00:00:00', converted: false });
    expect(read('2299-12-31 23:59:59')).toEqual({ wallTime: '2299-12-31 23:59:59', converted: false });
  });

  test.each([
    ['2024-05-12T09:00:00', '2024-05-12 09:00:00'],
    ['2024-05-12T09:00', '2024-05-12 09:00:00'],
    ['2024-05-12T09:00:00Z', '2024-05-12 11:00:00'],
    ['2024-01-12T09:00:00.5Z', '2024-01-12 10:00:00'],
    ['2024-05-12 09:00:00+00', '2024-05-12 11:00:00'],
    ['2024-05-12T09:00:00+02:00', '2024-05-12 09:00:00'],
    ['2024-05-12T23:00:00-0530', '2024-05-13 06:30:00'],
  ])('%s is brought to wall time: %s', (value, wallTime) => {
    expect(read(value)).toEqual({ wallTime, converted: true });
  });

  test.each(['2024-05-12 09:00', '2024-05-12 09:00:00.123'])('%s is none of another zone', (value) => {
    expect(read(value)).toEqual({ wallTime: '2024-05-12 09:00:00', converted: false });
  });

  test.each([
    ['12/05/2024', 'not guessed'],
    ['5/12/2024 09:00', 'not guessed'],
    ['12.05.2024 09:00:00', 'not guessed'],
    ['2024-05-12', 'time of day is missing'],
    ['2023-02-29 00:00:00', 'no such time'],
    ['2024-05-12 24:00:00', 'no such time'],
    ['0000-01-01 00:00:00', 'from 1900 to 2299'],
    ['9999-12-31 00:00:00', 'from 1900 to 2299'],
    ['1900-01-01T00:00:00+12:00', 'from 1900 to 2299'],
    ['2024-05-12T09:00:00+25:00', 'no such offset'],
    ['yesterday', 'YYYY-MM-DD HH:mm:ss'],
    [1_715_500_000, 'YYYY-MM-DD HH:mm:ss'],
  ])('%s is refused: %s', (value, reason) => {
    expect(read(value)).toMatchObject({ reason: expect.stringContaining(reason) });
  });

  test('what is taken as it stands is what the contract calls a time, and nothing else', () => {
    const two = (max: number) => fc.integer({ min: 0, max }).map((number) => String(number).padStart(2, '0'));
    const year = fc.oneof(fc.integer({ min: 1895, max: 2305 }).map(String), fc.constantFrom('1900', '2000', '2024'));
    const times = fc
      .tuple(year, two(13), two(32), two(25), two(61), two(61))
      .map(([years, month, day, hour, minute, second]) => `${years}-${month}-${day} ${hour}:${minute}:${second}`);
    const typo = fc.tuple(times, fc.nat(18), fc.constantFrom(' ', '/', 'T', 'x', ':', '-', '٣'));
    const wrong = typo.map(([time, at, character]) => time.slice(0, at) + character + time.slice(at + 1));
    fc.assert(
      fc.property(fc.oneof(times, wrong), (time) => {
        expect(isPlainTime(time)).toBe(/^[-\d]{10} [:\d]{8}$/.test(time) && parseWallTime(time) !== null);
      }),
      { numRuns: 2000 },
    );
  });

  test('remembered offsets agree with the calendar, also around clock changes', () => {
    const zones = ['Europe/Berlin', 'America/St_Johns', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'];
    const instant = fc.integer({ min: Date.UTC(1900, 0, 2), max: Date.UTC(2299, 11, 30) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, fc.integer({ min: -7200, max: 7200 }), (zone, start, shift) => {
        const clock = new WallClock(zone);
        for (const each of [start, start + shift * 1000]) {
          const seconds = Math.floor(each / 1000) * 1000;
          expect(clock.at(seconds)).toBe(wallTimeIn(zone, new Date(seconds)));
        }
      }),
    );
    const change = Date.UTC(2024, 9, 27, 1);
    for (const each of [change - 1000, change, change + 1000]) {
      expect(berlin.at(each)).toBe(wallTimeIn('Europe/Berlin', new Date(each)));
    }
  });
});
