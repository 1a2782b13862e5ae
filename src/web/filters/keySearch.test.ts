import { describe, expect, it, test } from 'vitest';
import { COLUMN_IDS } from '../../contract/columns/columns';
import { filterKeys } from '../../contract/query/filters';
import { searchKeys } from './keySearch';

function found(typed: string): string[] {
  return searchKeys(typed, COLUMN_IDS).map(({ key, choice, range, id, contains }) => {
    if (range !== undefined) return `${key} in ${range.label}`;
    if (id !== undefined) return `${key} is ${id}`;
    if (contains !== undefined) return `${key} contains ${contains}`;
    return choice === undefined ? key : `${key}: ${choice}`;
  });
}

describe('searchKeys', () => {
  test.each([
    ['prio', 'priority'],
    ['created', 'createdAt'],
    ['createdAt', 'createdAt'],
    ['closed', 'closedAt'],
    ['time to', 'secondsToClose'],
    ['sub topic', 'subTopic'],
    ['subtopic', 'subTopic'],
    ['topic', 'topic'],
    ['due', 'dueBy'],
    ['id', 'id'],
    ['agent', 'email'],
    ['service', 'slaState'],
    ['urgent', 'priority: urgent'],
    ['closed late', 'slaState: breachedClosed'],
    ['waiting on third', 'status: waitingOnThirdParty'],
    ['overdue', 'slaState: breachedOpen'],
    [' Billing ', 'topic contains Billing'],
  ])('%j finds %s first', (typed, first) => {
    expect(found(typed)[0]).toBe(first);
  });

  it('lists every key in the documented order while nothing is typed', () => {
    expect(found(' ')).toEqual(filterKeys());
  });

  it('offers the text itself last, from the second letter on', () => {
    expect(found('closed').at(-1)).toBe('topic contains closed');
    expect(found('x').some((each) => each.includes('contains'))).toBe(false);
  });

  it('offers words after names', () => {
    expect(found('closed').slice(0, 4)).toEqual([
      'closedAt',
      'secondsClosedAfterSLA',
      'status: closed',
      'slaState: breachedClosed',
    ]);
  });

  it('does not know hidden columns', () => {
    expect(
      searchKeys(
        'agent',
        COLUMN_IDS.filter((id) => id !== 'email'),
      ).map(({ key }) => key),
    ).toEqual(['topic']);
  });
});

test.each([
  ['last mo', 'createdAt in Last month'],
  ['last month', 'createdAt in Last month'],
  ['last 14 days', 'createdAt in Last 14 days'],
  ['4300498249', 'id is 4300498249'],
])('%s finds what it names, before the text itself', (typed, first) => {
  expect(found(typed)[0]).toBe(first);
});
