import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isBound } from '../../../../contract/time/timeBounds';
import { filterArbitrary } from '../../../../testing/filterArbitrary';
import { numberText, readNumber } from '../draft/numberText';
import { findRange } from './quickRanges';
import { filterDates, shortDates } from './timeDates';
import type { TimeScope } from './timeScope';
import { boundText } from './timeText';
import { boundDates, rangeDates } from './typedDates';

const AS_OF = '2026-11-23 14:05:00';
const SCOPE: TimeScope = { asOf: AS_OF, key: 'createdAt' };

describe('durations and numbers', () => {
  test.each([
    ['2 d 4 h', 187_200],
    ['2d4h', 187_200],
    ['2 days and 4 hours', 187_200],
    ['1,204 d', 1204 * 86_400],
    ['90 min', 5400],
    ['1.5 h', 5400],
    ['-1 h', -3600],
    ['−1 h', -3600],
    ['3600', 3600],
    ['1 week', 604_800],
    ['2 Tage und 4 Std.', 187_200],
    ['zwei Stunden', 7200],
    ['1,5 h', 5400],
    ['1,5 Stunden', 5400],
    ['1,50 h', 5400],
    ['2 x', null],
    ['', null],
    ['1e9', null],
  ])('%j is %s seconds', (text, seconds) => {
    expect(readNumber('secondsToClose', text)).toBe(seconds);
  });

  test.each([
    ['4711', 4711],
    ['9,007,199,254,740,991', Number.MAX_SAFE_INTEGER],
    ['9007199254740992', null],
    ['1.5', null],
    ['12,34', null],
    ['-0', 0],
  ])('%j is %s', (text, value) => {
    expect(readNumber('id', text)).toBe(value);
  });

  it('shows every number of seconds so that it reads back', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (seconds) => {
        expect(readNumber('secondsToClose', numberText('secondsToClose', seconds))).toBe(seconds === 0 ? 0 : seconds);
      }),
    );
  });
});

describe('times', () => {
  test.each([
    ['2026-11-23', '2026-11-23'],
    ['2026-11-23 14:05', '2026-11-23 14:05:00'],
    ['2026-11-23T14:05:09', '2026-11-23 14:05:09'],
    ['2026-1-5  9:05', '2026-01-05 09:05:00'],
    ['2026/01/05', '2026-01-05'],
    ['5.1.2026', '2026-01-05'],
    ['5 Jan 2026, 09:05', '2026-01-05 09:05:00'],
    ['5 January 2026', '2026-01-05'],
    ['today', 'now/d'],
    ['Yesterday', 'now-1d/d'],
    ['last month', 'now-1M/M'],
    ['this quarter', 'now/Q'],
    ['30 days ago', 'now-30d'],
    ['3 weeks from now', 'now+3w'],
    ['-30d', 'now-30d'],
    ['now - 1M/M', 'now-1M/M'],
    ['11/12/2026', '11/12/2026'],
    ['2024-02-30', '2024-02-30'],
    ['constructor', 'constructor'],
  ])('%j is %j', (typed, bound) => {
    expect(boundText(typed)).toBe(bound);
  });

  const dayFirst: TimeScope = { ...SCOPE, dayOrder: 'dayFirst' };
  test.each<[string, TimeScope, string]>([
    ['5/10/2026', dayFirst, '2026-10-05'],
    ['5/10/2026', { ...SCOPE, dayOrder: 'monthFirst' }, '2026-05-10'],
    ['5/10', dayFirst, '2026-10-05'],
    ['25/12/2026', { ...SCOPE, dayOrder: 'monthFirst' }, '25/12/2026'],
    ['1.10.', SCOPE, '2026-10-01'],
    ['1.12.', SCOPE, '2025-12-01'],
    ['1.12.', { ...SCOPE, key: 'dueBy' }, '2026-12-01'],
    ['1. Oktober', SCOPE, '2026-10-01'],
    ['1. Okt. 2025, 09:30', SCOPE, '2025-10-01 09:30:00'],
    ['October 1st', SCOPE, '2026-10-01'],
    ['Freitag', SCOPE, '2026-11-20'],
    ['Freitag', { ...SCOPE, key: 'dueBy' }, '2026-11-27'],
    ['vor 3 Tagen', SCOPE, 'now-3d'],
    ['vorgestern', SCOPE, 'now-2d/d'],
    ['letzten Monat', SCOPE, 'now-1M/M'],
    ['31.02.', SCOPE, '31.02.'],
  ])('%j of %j is %j', (typed, scope, bound) => {
    expect(boundText(typed, scope)).toBe(bound);
  });

  it('leaves every bound as it is', () => {
    fc.assert(
      fc.property(filterArbitrary(), (filter) => {
        if (!('from' in filter) || typeof filter.from !== 'string') return;
        if (isBound(filter.from)) expect(boundText(filter.from)).toBe(filter.from);
      }),
    );
  });
});

describe('ranges by name', () => {
  test.each([
    ['last m', 'now-1M/M', 'now-1M/M'],
    ['to', 'now/d', 'now/d'],
    ['last 14 days', 'now-14d', 'now'],
    ['14d', 'now-14d', 'now'],
    ['2 mo', 'now-2M', 'now'],
    ['next 2 weeks', 'now', 'now+2w'],
    ['2026-10', '2026-10-01', '2026-10-31'],
    ['feb 2024', '2024-02-01', '2024-02-29'],
    ['Q3 2026', '2026-07-01', '2026-09-30'],
    ['2025', '2025-01-01', '2025-12-31'],
    ['2026-10-01', '2026-10-01', '2026-10-01'],
    ['1.10.2026', '2026-10-01', '2026-10-01'],
    ['next week', 'now+1w/w', 'now+1w/w'],
    ['now-2M/Q', 'now-2M/Q', 'now-2M/Q'],
    ['past 14 days', 'now-14d', 'now'],
    ['october', '2026-10-01', '2026-10-31'],
    ['nov', '2026-11-01', '2026-11-30'],
    ['December', '2025-12-01', '2025-12-31'],
    ['q4', '2026-10-01', '2026-12-31'],
    ['Q1', '2026-01-01', '2026-03-31'],
    ['KW 40', '2026-09-28', '2026-10-04'],
    ['week 53 2020', '2020-12-28', '2021-01-03'],
    ['week 1 2026', '2025-12-29', '2026-01-04'],
    ['ytd', 'now/y', 'now'],
    ['letzte 14 Tage', 'now-14d', 'now'],
    ['1. bis 15. Oktober', '2026-10-01', '2026-10-15'],
    ['01.10.2026 - 15.10.2026', '2026-10-01', '2026-10-15'],
    ['Dezember bis Januar', '2025-12-01', '2026-01-31'],
    ['heute früh', '2026-11-23 06:00:00', '2026-11-23 11:59:59'],
  ])('%j', (typed, from, to) => {
    expect(findRange(typed, AS_OF, 'createdAt')).toMatchObject({ from, to });
  });

  it('names a deadline’s month by the nearest year', () => {
    expect(findRange('december', AS_OF, 'dueBy')).toMatchObject({ from: '2026-12-01', to: '2026-12-31' });
    expect(findRange('q1', AS_OF, 'dueBy')).toMatchObject({ from: '2027-01-01', to: '2027-03-31' });
    expect(findRange('october', AS_OF, 'dueBy')).toMatchObject({ from: '2026-10-01', to: '2026-10-31' });
  });

  test.each([
    '',
    '2 m',
    '2026-13',
    'foo 2026',
    '1500',
    'soon',
    'now',
    'now-30d',
    '2026-10-01 09:00',
    'week 54',
    'week 53 2021',
    'week 1 9999',
    'now - 30d',
    '15.10. - 1.10.',
  ])('%j names none', (typed) => {
    expect(findRange(typed, AS_OF, 'createdAt')).toBeNull();
  });
});

describe('the dates that a range means', () => {
  it('names days where it covers whole ones, else times', () => {
    expect(rangeDates('last month', 'now-1M/M', SCOPE)).toBe('1 Oct 2026 – 31 Oct 2026');
    expect(rangeDates('now/d', 'now/d', SCOPE)).toBe('23 Nov 2026');
    expect(rangeDates('now-7d', 'now', SCOPE)).toBe('16 Nov 2026, 14:05:00 – 23 Nov 2026, 14:05:00');
    expect(rangeDates('soon', 'now', SCOPE)).toBeNull();
  });

  it('picks the end that the comparator compares with', () => {
    expect(boundDates('now-1M/M', '<', SCOPE)).toBe('1 Oct 2026, 00:00:00');
    expect(boundDates('now-1M/M', '>', SCOPE)).toBe('31 Oct 2026, 23:59:59');
    expect(boundDates('now-1M/M', '=', SCOPE)).toBe('1 Oct 2026 – 31 Oct 2026');
  });

  it('is said of a filter only where it is relative', () => {
    expect(filterDates({ key: 'createdAt', comparator: 'between', from: 'now-1M/M', to: 'now-1M/M' }, AS_OF)).toBe(
      '1 Oct 2026 – 31 Oct 2026',
    );
    expect(filterDates({ key: 'dueBy', comparator: '<', value: 'now+3d' }, AS_OF)).toBe('26 Nov 2026, 14:05:00');
    expect(filterDates({ key: 'dueBy', comparator: '<', value: '2026-11-26' }, AS_OF)).toBeNull();
    expect(filterDates({ key: 'topic', comparator: '=', value: 'now' }, AS_OF)).toBeNull();
  });

  it('is short', () => {
    expect(shortDates({ from: 'now/d', to: 'now/d' }, AS_OF)).toBe('23 Nov');
    expect(shortDates({ from: 'now-1M/M', to: 'now-1M/M' }, AS_OF)).toBe('1 – 31 Oct');
    expect(shortDates({ from: 'now-1Q/Q', to: 'now-1Q/Q' }, AS_OF)).toBe('1 Jul – 30 Sep');
    expect(shortDates({ from: 'now-1y/y', to: 'now-1y/y' }, AS_OF)).toBe('1 Jan – 31 Dec 2025');
    expect(shortDates({ from: '2025-12-29', to: '2026-01-04' }, AS_OF)).toBe('29 Dec 2025 – 4 Jan 2026');
  });
});
