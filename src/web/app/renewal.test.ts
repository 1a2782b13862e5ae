import { expect, test } from 'vitest';
import type { ReportChange } from '../url/reportReducer';
import { renewsBySelf, renewsEvery, renewsOn, renewsOnReturn } from './renewal';

const MINUTE = 60_000;

test('a change of the report renews a moment of more than five minutes', () => {
  const change: ReportChange = { type: 'filters', filters: [] };
  expect(renewsOn(change, 6 * MINUTE)).toBe(true);
  expect(renewsOn(change, 4 * MINUTE)).toBe(false);
});

test('a click on a mark keeps it, and so does the next page', () => {
  expect(renewsOn({ type: 'pick', picked: [] }, 60 * MINUTE)).toBe(false);
  expect(renewsOn({ type: 'page', page: 2 }, 60 * MINUTE)).toBe(false);
});

test('a tab that comes back renews what is older than a minute', () => {
  expect(renewsOnReturn(2 * MINUTE)).toBe(true);
  expect(renewsOnReturn(MINUTE / 2)).toBe(false);
});

test('midnight renews it, and each interval that was chosen', () => {
  expect(renewsBySelf(MINUTE, 0, '2026-11-28', '2026-11-29')).toBe(true);
  expect(renewsBySelf(26 * 60 * MINUTE, 0, '2026-11-28', '2026-11-28')).toBe(false);
  expect(renewsBySelf(5 * MINUTE, 5, '2026-11-28', '2026-11-28')).toBe(true);
  expect(renewsBySelf(4 * MINUTE, 5, '2026-11-28', '2026-11-28')).toBe(false);
});

test('an address says how often, else its reader has chosen; on a wall, where nobody can choose, it is never "not"', () => {
  expect(renewsEvery({}, 15)).toBe(15);
  expect(renewsEvery({ refresh: 1 }, 15)).toBe(1);
  expect(renewsEvery({ display: 'wall' }, 0)).toBe(5);
  expect(renewsEvery({ display: 'wall' }, 1)).toBe(1);
  expect(renewsEvery({ display: 'wall', refresh: 0 }, 1)).toBe(0);
});
