import { expect, test } from 'vitest';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import { REPORT } from '../../testing/reportFixture';
import { GROUP_ORDERS, type GroupOrder, groupRows } from './groupRows';

type Group = ReportResponse['groups']['rows'][number];

function rows(groups: Group[], order: GroupOrder = 'excess') {
  return groupRows({ ...REPORT, groups: { by: 'topic', rows: groups, other: null } }, 'all', order);
}

test('a group without a deadline has no rate and no zeros, and comes last in every order', () => {
  const groups = [group('Animals', { noSla: 675 }), group('Housing', { met: 60, breachedClosed: 40 })];
  for (const order of GROUP_ORDERS) {
    const [housing, animals] = rows(groups, order);
    expect(housing?.figures).toEqual(['40.0 %', '100', '+0.0']);
    expect(animals?.figures).toEqual(['', '', 'no deadline']);
    expect(animals?.name).toBe('Animals · 675 tickets · no deadline');
  }
});

test('one whose deadlines are to come has no rate yet', () => {
  expect(rows([group('New', { pending: 4, noSla: 2 })])[0]?.figures).toEqual(['', '', '–']);
});

test('with a period before, each rate has its change beside it', () => {
  const [worse, fresh, none] = rows([
    group('Billing', { met: 60, breachedClosed: 40 }, { met: 90, breachedClosed: 10, breachedOpen: 0 }),
    group('New', { met: 60, breachedClosed: 40 }, { met: 0, breachedClosed: 0, breachedOpen: 0 }),
    group('Animals', { noSla: 9 }, { met: 0, breachedClosed: 0, breachedOpen: 0 }),
  ]);
  expect(worse?.figures).toEqual(['40.0 %', '+30.0', '100', '+0.0']);
  expect(worse?.name).toContain('late beyond the overall rate, +30.0 pp against the period before');
  expect(fresh?.figures).toEqual(['40.0 %', '–', '100', '+0.0']);
  expect(none?.figures).toEqual(['', '', '', 'no deadline']);
});

function group(value: string, states: Partial<Group['states']>, before: Group['before'] = null): Group {
  const none = { met: 0, breachedClosed: 0, breachedOpen: 0, pending: 0, noSla: 0 };
  const kaplanMeier = { closed: 0, open: 0, p50: null, p90: null };
  return { value, states: { ...none, ...states }, excess: null, before, kaplanMeier };
}
