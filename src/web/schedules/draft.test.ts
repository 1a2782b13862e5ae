import { expect, test } from 'vitest';
import { DEFAULT_VIEW } from '../../contract/query/reportUrl';
import type { Schedule } from '../../contract/responses/schedules';
import type { Profile } from '../../contract/responses/sessionResponses';
import { draftOf, limitOf, newDraft, toSchedule } from './draft';

const PROFILE = { email: 'anna@example.com', timeZone: 'Europe/Berlin', defaultFormat: 'csv' } as Profile;
const SCHEDULE: Schedule = {
  id: '1',
  name: 'Late',
  query: 'period=all',
  view: null,
  problem: null,
  delivery: { kind: 'alert', figure: 'p90', side: 'under', value: 5400 },
  when: { every: 'month', day: 'last', at: '18:30' },
  timeZone: 'UTC',
  recipients: [{ address: 'bob@example.com', isUnsubscribed: false }],
  paused: null,
  nextAt: null,
  lastRuns: [],
};

test('a schedule that is opened and saved is as it was, and keeps its report', () => {
  const { name, delivery, when, timeZone } = SCHEDULE;
  expect(toSchedule(draftOf(SCHEDULE, PROFILE), undefined, PROFILE.email)).toEqual({
    name,
    delivery,
    when,
    timeZone,
    recipients: ['bob@example.com'],
  });
});

test('a new one is of the report that is shown, to oneself, and needs a name, a day and a number', () => {
  const draft = { ...newDraft(PROFILE, 'New'), kind: 'alert' as const, value: '12,5' };
  expect(toSchedule(draft, { ...DEFAULT_VIEW, page: 3, job: 'x' }, PROFILE.email)).toMatchObject({
    query: 'period=all',
    delivery: { figure: 'breachRate', value: 0.125 },
    recipients: ['anna@example.com'],
  });
  for (const lacking of [{ name: ' ' }, { weekdays: [] }, { value: 'many' }]) {
    expect(toSchedule({ ...draft, ...lacking }, DEFAULT_VIEW, PROFILE.email)).toBeNull();
  }
});

test('hours are sent as seconds', () => {
  expect(limitOf({ figure: 'p50', value: '1.5' })).toBe(5400);
});
