import { expect, test } from 'vitest';
import { COLUMN_IDS } from '../../contract/columns/columns';
import { fieldGroups } from './fieldGroups';

test('every visible field stands in one group, times first, and documents in none', () => {
  const groups = fieldGroups(COLUMN_IDS);
  expect(groups[0]?.name).toBe('times');
  expect(groups.flatMap(({ columns }) => columns).sort()).toEqual(COLUMN_IDS.filter((id) => id !== 'rawData').sort());
  const of = (name: string) => groups.find((group) => group.name === name)?.columns;
  expect(of('times')).toEqual(
    expect.arrayContaining(['createdAt', 'dueBy', 'secondsToClose', 'slaState', 'createdHour']),
  );
  expect(of('people')).toEqual(expect.arrayContaining(['customerId', 'email']));
  expect(of('work')).toContain('incomingMessages');
});

test('a group without a visible field is left out', () => {
  expect(fieldGroups(['id', 'topic']).map(({ name }) => name)).toEqual(['about']);
});
