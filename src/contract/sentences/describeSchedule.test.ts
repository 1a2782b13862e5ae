import { expect, test } from 'vitest';
import { WEEKDAYS } from '../columns/columns';
import { SERVER_TEXTS } from '../languages/serverTexts';
import type { When } from '../responses/schedules';
import { spokenIn } from '../texts/texts';
import { describeDelivery, describeWhen } from './describeSchedule';

const week = (weekdays: readonly (typeof WEEKDAYS)[number][]): When => ({
  every: 'week',
  weekdays: [...weekdays],
  at: '08:00',
});

test.for<[When, string, string]>([
  [week(['monday']), 'every Monday at 08:00', 'jeden Montag um 08:00 Uhr'],
  [week(['friday', 'monday']), 'every Monday and Friday at 08:00', 'jeden Montag und Freitag um 08:00 Uhr'],
  [week(WEEKDAYS), 'every day at 08:00', 'täglich um 08:00 Uhr'],
  [week(WEEKDAYS.slice(0, 5)), 'Monday to Friday at 08:00', 'Montag bis Freitag um 08:00 Uhr'],
  [{ every: 'hour', minute: 0 }, 'every hour on the hour', 'zu jeder vollen Stunde'],
  [{ every: 'hour', minute: 5 }, 'every hour at 05 past', 'stündlich zur Minute 05'],
  [{ every: 'month', day: 1, at: '07:30' }, 'on day 1 of each month at 07:30', 'am 1. jedes Monats um 07:30 Uhr'],
  [
    { every: 'month', day: 'last', at: '07:30' },
    'on the last day of each month at 07:30',
    'am letzten Tag jedes Monats um 07:30 Uhr',
  ],
])('%j is said in both languages', ([when, english, german]) => {
  expect(describeWhen(when, 'UTC')).toBe(`${english} (UTC)`);
  expect(spokenIn(SERVER_TEXTS.de, () => describeWhen(when, 'UTC'))).toBe(`${german} (UTC)`);
});

test('an alert says its value as the page says the figure', () => {
  const alert = { kind: 'alert', side: 'over' } as const;
  expect(describeDelivery({ ...alert, figure: 'breachRate', value: 0.2 })).toBe('Breach rate over 20.0 %');
  expect(spokenIn(SERVER_TEXTS.de, () => describeDelivery({ ...alert, figure: 'overdue', value: 1200 }))).toBe(
    'Überfällig: über 1.200',
  );
});
