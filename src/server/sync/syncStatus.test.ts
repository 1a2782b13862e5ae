import { describe, expect, test } from 'vitest';
import { type StatusFacts, syncStatus } from './syncStatus';
import { newSync } from './syncStore';

const NOW = new Date('2026-03-10T15:00:00Z');
const MINUTE_MS = 60_000;

function status(minutesAgo: number | null, everyMinutes: number | null, row: Partial<StatusFacts['row']> = {}) {
  const synced_at = minutesAgo === null ? null : new Date(NOW.getTime() - minutesAgo * MINUTE_MS);
  return syncStatus({
    row: { ...newSync('http://desk.example.com'), synced_at, ...row },
    running: false,
    everyMinutes,
    timeZone: 'Pacific/Kiritimati',
    now: NOW,
  });
}

describe('a mirror is stale', () => {
  test('when two syncs have been missed and ten minutes have gone by', () => {
    expect(status(40, 15).state).toBe('fresh');
    expect(status(41, 15).state).toBe('stale');
  });

  test('after a day where nothing repeats its sync', () => {
    expect(status(24 * 60, null).state).toBe('fresh');
    expect(status(24 * 60 + 1, null).state).toBe('stale');
  });
});

test('it waits for its first sync, and fails whatever it has while the newest attempt did', () => {
  expect(status(null, 15)).toMatchObject({ state: 'waiting', syncedAt: null, reason: null });
  const failing = { failure: 'no answer', failing_since: new Date('2026-03-10T14:30:00Z') };
  for (const ago of [null, 1, 1000])
    expect(status(ago, 15, failing)).toMatchObject({ state: 'failing', reason: 'no answer' });
});

test('its times are wall times of the instance', () => {
  const failing = { failure: 'no answer', failing_since: new Date('2026-03-10T14:30:00Z') };
  expect(status(60, 15, failing)).toMatchObject({
    syncedAt: '2026-03-11 04:00:00',
    failingSince: '2026-03-11 04:30:00',
  });
});

test('without anything stored it waits, and has rejected nothing', () => {
  const facts = { row: undefined, running: true, everyMinutes: null, timeZone: 'UTC', now: NOW };
  expect(syncStatus(facts)).toEqual({
    state: 'waiting',
    syncedAt: null,
    everyMinutes: null,
    running: true,
    failingSince: null,
    reason: null,
    rejected: 0,
    missingColumns: [],
    leftOutColumns: [],
  });
});
