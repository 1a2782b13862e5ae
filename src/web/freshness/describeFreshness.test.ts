import { expect, test } from 'vitest';
import type { SyncStatus } from '../../contract/responses/syncStatus';
import { describeFreshness, formatInterval } from './describeFreshness';

const AS_OF = '2026-11-23 14:05:00';
const FRESH: SyncStatus = {
  state: 'fresh',
  syncedAt: '2026-11-23 14:02:00',
  everyMinutes: 5,
  running: false,
  failingSince: null,
  reason: null,
  rejected: 0,
  missingColumns: [],
  leftOutColumns: [],
};

test.each<[string, Partial<SyncStatus>, string, boolean, RegExp]>([
  ['fresh', {}, 'Synced 3 min ago', false, /^The tickets are those of 23 Nov 2026, 14:02\.$/],
  ['just synced', { syncedAt: '2026-11-23 14:04:30' }, 'Synced just now', false, /14:04/],
  // Refreshed during a sync: the status is newer than the page's moment.
  ['synced since', { syncedAt: '2026-11-23 14:05:02' }, 'Synced just now', false, /14:05/],
  [
    'in part',
    { rejected: 1200 },
    'Synced 3 min ago · 1,200 not understood',
    true,
    /1,200 tickets that were sent are not/,
  ],
  ['stale', { state: 'stale', syncedAt: '2026-11-23 08:05:00' }, 'Last sync 6 h ago', true, /next sync is late/],
  ['not repeated', { state: 'stale', everyMinutes: null }, 'Last sync 3 min ago', true, /Nothing repeats the sync/],
  ['late, but running', { state: 'stale', running: true }, 'Last sync 3 min ago', true, /A sync is under way/],
  [
    'failing',
    { state: 'failing', failingSince: '2026-11-23 13:00:00', reason: 'It does not accept the token (401)' },
    'Sync failing · data as of 23 Nov 2026, 14:02',
    true,
    /14:02\. Every sync since 23 Nov 2026, 13:00 failed\. It does not accept the token \(401\)$/,
  ],
  ['never', { state: 'waiting', syncedAt: null }, 'Not synced yet', false, /appear once all/],
  ['the first', { state: 'waiting', syncedAt: null, running: true }, 'First sync under way', false, /appear once all/],
  [
    'never worked',
    { state: 'failing', syncedAt: null, reason: 'Why' },
    'Sync failing',
    true,
    /^No tickets have come yet/,
  ],
])('%s', (_name, status, label, warning, explanation) => {
  const description = describeFreshness({ ...FRESH, ...status }, AS_OF);
  expect(description).toMatchObject({ label, warning });
  expect(description.explanation).toMatch(explanation);
});

test('how often', () => {
  expect(formatInterval(5)).toBe('every 5 min');
  expect(formatInterval(90)).toBe('every 1 h 30 min');
  expect(formatInterval(null)).toBe('not repeated');
});
