import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addUnits, floorTo, resolveBound } from './timeBounds';
import { TIME_UNITS } from './units';
import { formatWallTime, parseWallTime, wallTimeIn } from './wallTime';

const AS_OF = '2026-11-23 14:05:06';

test.each([
  ['now', '2026-11-23 14:05:06', '2026-11-23 14:05:06'],
  ['now-30d', '2026-10-24 14:05:06', '2026-10-24 14:05:06'],
  ['now+3d', '2026-11-26 14:05:06', '2026-11-26 14:05:06'],
  ['now/d', '2026-11-23 00:00:00', '2026-11-23 23:59:59'],
  ['now-1d/d', '2026-11-22 00:00:00', '2026-11-22 23:59:59'],
  ['now/w', '2026-11-23 00:00:00', '2026-11-29 23:59:59'],
  ['now-1w/w', '2026-11-16 00:00:00', '2026-11-22 23:59:59'],
  ['now-1M/M', '2026-10-01 00:00:00', '2026-10-31 23:59:59'],
  ['now/Q', '2026-10-01 00:00:00', '2026-12-31 23:59:59'],
  ['now-1y/y', '2025-01-01 00:00:00', '2025-12-31 23:59:59'],
  ['now-2h/h', '2026-11-23 12:00:00', '2026-11-23 12:59:59'],
  ['2024-02-29', '2024-02-29 00:00:00', '2024-02-29 23:59:59'],
  ['2024-02-29 08:00:00', '2024-02-29 08:00:00', '2024-02-29 08:00:00'],
])('%s stands for %s to %s', (bound, first, last) => {
  expect(resolveBound(bound, AS_OF)).toEqual({ first, last });
});

test('a month before the 31st is the last day of the shorter month', () => {
  expect(resolveBound('now-1M', '2024-03-31 10:00:00')?.first).toBe('2024-02-29 10:00:00');
  expect(resolveBound('now+1Q', '2023-11-30 10:00:00')?.first).toBe('2024-02-29 10:00:00');
});

test.each(['now-999999y', 'now+400y', '1899-12-31', '2300-01-01', 'now-1', '', 'now /d'])('%s is no bound', (bound) => {
  expect(resolveBound(bound, AS_OF)).toBeNull();
});

test('a moment lies in its unit, and units follow each other without a gap', () => {
  const moment = fc.integer({ min: parseWallTime('1900-02-01') ?? 0, max: parseWallTime('2299-11-01') ?? 0 });
  fc.assert(
    fc.property(moment, fc.constantFrom(...TIME_UNITS), (seconds, unit) => {
      const start = floorTo(seconds, unit);
      const next = addUnits(start, 1, unit);
      if (start < (parseWallTime('1900-01-01') ?? 0) || next === null) return;
      expect(start).toBeLessThanOrEqual(seconds);
      expect(next).toBeGreaterThan(seconds);
      expect(floorTo(next, unit)).toBe(next);
      expect(floorTo(next - 1, unit)).toBe(start);
    }),
  );
});

test('wall times come back unchanged, in clock changes as well', () => {
  for (const time of ['2024-03-31 02:30:00', '2024-10-27 02:30:00', '1900-01-01 00:00:00', '2299-12-31 23:59:59']) {
    expect(formatWallTime(parseWallTime(time) ?? 0)).toBe(time);
  }
});

test('now is what clocks in the zone show', () => {
  expect(wallTimeIn('Europe/Berlin', new Date('2026-07-01T23:30:00Z'))).toBe('2026-07-02 01:30:00');
  expect(wallTimeIn('America/New_York', new Date('2026-01-01T00:00:00Z'))).toBe('2025-12-31 19:00:00');
});
