import { expect, test } from 'vitest';
import type { ColumnId } from '../../contract/columns/columns';
import { GERMAN_SERVER_TEXTS } from '../../contract/languages/germanServer';
import { spokenIn } from '../../contract/texts/texts';
import { cellText, wholeText } from './cellText';

const AS_OF = '2026-11-23 14:00:00';

test.each<[ColumnId, string | number, string]>([
  ['createdAt', '2026-11-23 13:58:07', '23 Nov 13:58'],
  ['createdAt', '2025-11-23 13:58:07', '23 Nov 2025, 13:58'],
  ['secondsToClose', 116_100, '1 d 8 h 15 min'],
  ['secondsToClose', -3600, '−1 h'],
  ['secondsToClose', 0, '0 s'],
  ['customerLegitimation', 20, '20 %'],
  ['incomingMessages', 12_412, '12,412'],
  ['id', 4_300_499_572, '4300499572'],
  ['topic', 'Billing', 'Billing'],
  ['channel', 'walkIn', 'walk-in'],
  ['status', 'waitingOnThirdParty', 'waiting on third party'],
  ['topic', 'walkIn', 'walkIn'],
])('%s %s reads %s', (column, value, text) => {
  expect(cellText(column, value, AS_OF)).toBe(text);
});

test.each<[ColumnId, string | number, string]>([
  ['secondsToClose', 116_100, '116.100 Sekunden Kalenderzeit'],
  ['secondsClosedAfterSLA', -3600, '−3.600 Sekunden Kalenderzeit'],
  ['createdAt', '2026-11-23 13:58:07', '23. Nov. 2026, 13:58:07'],
  ['status', 'waitingOnCustomer', 'wartet auf Kunden'],
  ['incomingMessages', -12, '−12'],
  ['customerLegitimation', -20, '−20 %'],
  ['topic', 'waitingOnCustomer', 'waitingOnCustomer'],
])('over a cell stands the whole of it, in the language of the page: %s %s', (column, value, text) => {
  expect(spokenIn(GERMAN_SERVER_TEXTS, () => wholeText(column, value))).toBe(text);
});
