import { describe, expect, it, test } from 'vitest';
import { dayForKey, monthWeeks, shiftDay } from './calendarMonth';

describe('a page of the calendar', () => {
  it('starts on the Monday on or before the first, and holds the whole month', () => {
    const weeks = monthWeeks('2026-11-23');
    expect(weeks).toHaveLength(6);
    expect(weeks[0]?.[0]).toBe('2026-10-26');
    expect(weeks.flat()).toContain('2026-11-30');
    expect(new Set(weeks.flat()).size).toBe(42);
    expect(monthWeeks('2026-06-15')[0]?.[0]).toBe('2026-06-01');
  });

  it('has no days outside the years that the store holds', () => {
    expect(monthWeeks('2299-12-31').flat().at(-1)).toBeNull();
  });
});

test.each([
  ['ArrowLeft', false, '2026-02-28'],
  ['ArrowRight', false, '2026-03-02'],
  ['ArrowUp', false, '2026-02-22'],
  ['ArrowDown', false, '2026-03-08'],
  ['Home', false, '2026-02-23'],
  ['End', false, '2026-03-01'],
  ['PageUp', false, '2026-02-01'],
  ['PageDown', true, '2027-03-01'],
  ['Enter', false, undefined],
])('from Sunday 1 March %s (Shift: %s) goes to %s', (key, shift, day) => {
  expect(dayForKey('2026-03-01', key, shift)).toBe(day);
});

it('keeps the last day of a shorter month, and stays where the calendar ends', () => {
  expect(shiftDay('2026-01-31', 1, 'M')).toBe('2026-02-28');
  expect(shiftDay('2299-12-31', 1, 'd')).toBe('2299-12-31');
});
