import { expect, test } from 'vitest';
import type { Filter } from '../query/filters';
import { describeFilters } from './describeFilter';

const HOURS = (comparator: 'in' | 'notIn', values: number[]): Filter => ({ key: 'createdHour', comparator, values });
const DAYS = (comparator: 'in' | 'notIn', values: string[]): Filter => ({ key: 'createdWeekday', comparator, values });
const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

test.each([
  [HOURS('in', [22, 23, 0, 1, 2, 3, 4, 5]), 'Hour created is 22 to 5'],
  [HOURS('in', [5, 0, 23, 4, 22, 1, 3, 2]), 'Hour created is 22 to 5'],
  [HOURS('in', [8, 9, 10, 14, 16, 17, 18]), 'Hour created is 8 to 10, 14 or 16 to 18'],
  [HOURS('in', [8, 9]), 'Hour created is 8 or 9'],
  [HOURS('notIn', [8, 9, 10]), 'Hour created is not 8 to 10'],
  [DAYS('in', WORKDAYS), 'Weekday created is Monday to Friday'],
  [DAYS('in', ['saturday', 'sunday', 'monday']), 'Weekday created is Saturday to Monday'],
  [DAYS('in', ['saturday', 'sunday']), 'Weekday created is Saturday or Sunday'],
  [DAYS('notIn', WORKDAYS), 'Weekday created is not Monday to Friday'],
])('%j', (filter, words) => {
  expect(describeFilters([filter])).toBe(words);
});

test('all of them are no run', () => {
  expect(describeFilters([DAYS('in', [...WORKDAYS, 'saturday', 'sunday'])])).toMatch(/^Weekday created is one of 7/);
});
