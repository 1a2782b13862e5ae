import { expect, test } from 'vitest';
import type { ImportPreview, Upload } from '../../contract/responses/importResponses';
import { describeBlocker, importStatus } from './importStatus';

const UPLOAD: Upload = {
  id: 'a',
  fileNames: ['a.csv'],
  bytes: 1000,
  state: 'uploaded',
  progress: null,
  summary: null,
  reason: null,
  doubt: null,
};
const progress = { phase: 'reading', rows: 10, bytes: 429, totalBytes: 1000, seconds: 1 } as const;
const HELD = { sending: undefined, upload: undefined, problem: null };

test.each<[string, Parameters<typeof importStatus>[0], { label: string; end?: string }]>([
  ['nothing', HELD, { label: 'Import' }],
  [
    'on its way, in the place of an earlier one',
    { ...HELD, upload: UPLOAD, sending: { name: 'b.csv', place: 1, files: 1, share: 0.129 } },
    { label: 'Sending 12 %' },
  ],
  ['not sent', { ...HELD, problem: new Error('away') }, { label: 'Sending failed', end: 'bad' }],
  ['sent', { ...HELD, upload: UPLOAD }, { label: 'Import · not started' }],
  ['begun', { ...HELD, upload: { ...UPLOAD, state: 'running' } }, { label: 'Importing …' }],
  ['read', { ...HELD, upload: { ...UPLOAD, state: 'running', progress } }, { label: 'Importing 42 %' }],
  [
    'stored',
    { ...HELD, upload: { ...UPLOAD, state: 'running', progress: { ...progress, phase: 'storing' } } },
    { label: 'Importing · storing' },
  ],
  ['done', { ...HELD, upload: { ...UPLOAD, state: 'done' } }, { label: 'Import done', end: 'good' }],
  ['failed', { ...HELD, upload: { ...UPLOAD, state: 'failed' } }, { label: 'Import failed', end: 'bad' }],
])('the chip: %s', (_, held, status) => {
  expect(importStatus(held, undefined)).toEqual(status);
});

test('an end that was looked at is said no longer', () => {
  expect(importStatus({ ...HELD, upload: { ...UPLOAD, state: 'done' } }, 'a')).toEqual({ label: 'Import' });
});

const PREVIEW: ImportPreview = {
  names: [],
  columns: [],
  read: 10,
  rejected: 9,
  convertedTimes: 0,
  leftOut: [],
  tickets: [],
  rejects: [],
  problem: null,
  recognised: [],
  rejectGroups: [],
  notes: [],
  derived: [],
  suggested: {},
  preset: null,
  values: [],
  lacking: [],
  isWhole: true,
  question: null,
  stored: { tickets: 0, demo: false },
};

test.each<[Partial<ImportPreview>, string | undefined]>([
  [{}, undefined],
  [{ problem: 'no id', read: 0, rejected: 0 }, 'in the way'],
  [{ read: 0, rejected: 0 }, 'no rows'],
  [{ rejected: 10 }, 'None of the first rows'],
])('why nothing can be imported yet: %j', (preview, why) => {
  const reason = describeBlocker({ ...PREVIEW, ...preview });
  expect(reason ?? '').toContain(why ?? '');
  expect(reason === undefined).toBe(why === undefined);
});
