import { expect, test } from 'vitest';
import type { ColumnId } from '../../contract/columns/columns';
import { cellText, storedText } from './cellText';

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

test('what is stored is at hand where the text says less', () => {
  expect(storedText('secondsToClose', 116_100)).toBe('116,100 seconds of calendar time');
  expect(storedText('createdAt', '2026-11-23 13:58:07')).toBe('2026-11-23 13:58:07');
  expect(storedText('incomingMessages', 3)).toBeUndefined();
});
