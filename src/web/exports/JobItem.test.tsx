import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { ExportJob } from '../../contract/responses/exportResponses';
import type { Profile } from '../../contract/responses/sessionResponses';
import { DAY_SECONDS } from '../../contract/time/units';
import { staticText } from '../../testing/staticText';
import { JobItem } from './JobItem';

const PROFILE: Profile = {
  id: 'anna',
  email: 'anna@example.com',
  name: 'Anna',
  permissions: ['reportTickets', 'exportData'],
  privacyLevel: 'full',
  hiddenColumns: [],
  // Half a day ahead of UTC: the times below fall on other days there.
  timeZone: 'Pacific/Auckland',
  limits: { syncRows: { xlsx: 1000, csv: 300_000, json: 300_000, ndjson: 300_000, parquet: 300_000 } },
  defaultFormat: 'csv',
  columnBytes: {},
  dataAsOf: null,
  demoData: false,
  sync: null,
  defaultView: null,
};

const SENT: ExportJob = {
  id: '0b0e7a52-6f0e-4b52-9d3e-3f6d0f6f4d10',
  state: 'sent',
  format: 'csv',
  query: '',
  problem: null,
  rowsRequested: 5,
  progress: null,
  rows: 5,
  bytes: 1000,
  sha256: 'abc',
  hasFile: true,
  fileDeletedAt: null,
  delivery: 'email',
  seenAt: null,
  deliverTo: 'anna@example.com',
  mailedBy: 'smtp',
  mailError: null,
  nextTryAt: null,
  requestedAt: '2020-07-01T14:05:00.000Z',
  finishedAt: '2020-07-01T14:06:00.000Z',
  expiresAt: '2020-07-08T14:06:00.000Z',
  error: null,
  receipt: {
    words: 'all tickets',
    asOf: '2020-07-02 02:05:00',
    timeZone: 'Pacific/Auckland',
    columns: [],
    hiddenColumns: 0,
  },
};

function words(job: ExportJob): string {
  const client = new QueryClient();
  return staticText(
    <QueryClientProvider client={client}>
      <JobItem job={job} marked={false} profile={PROFILE} />
    </QueryClientProvider>,
  );
}

test('when an export was asked for, and until when its file is kept, in the zone of the instance', () => {
  expect(words(SENT)).toContain('Sent to your email: anna@example.com · 1.0 kB · 2 Jul 2020, 02:05');
  expect(words(SENT)).toContain('The file is kept until 9 Jul 2020, 02:06.');
  expect(words(SENT)).toContain('As of 2 Jul 2020, 02:05:00 Pacific/Auckland');
});

test('the title says what an export is, and the state stands apart', () => {
  expect(
    words({
      ...SENT,
      format: 'xlsx',
      query: 'filters[0][key]=topic&filters[0][comparator]=%3D&filters[0][value]=Complaint',
    }),
  ).toContain('xlsx, Topic is Complaint, 5 tickets');
  const waiting = words({ ...SENT, mailedBy: 'outbox' });
  expect(waiting).toContain('Not mailed: no mail server is set up, the file waits here');
  expect(waiting).not.toContain('Sent to');
  expect(words({ ...SENT, mailedBy: 'outbox', hasFile: false })).not.toContain('waits here');
  const downloaded = words({ ...SENT, delivery: 'download', mailedBy: null, hasFile: false, expiresAt: null });
  expect(downloaded).toContain('Downloaded, and not kept as a file');
  expect(downloaded).not.toMatch(/Sent|removed/);
});

test('an entry can be deleted once it has ended', () => {
  expect(words(SENT)).toContain('Delete entry');
  expect(words({ ...SENT, state: 'running' })).not.toContain('Delete entry');
});

test('a file that is gone says when it was removed, in that zone', () => {
  expect(words({ ...SENT, hasFile: false })).toContain('The file was removed on 9 Jul 2020, 02:06.');
});

test('a file that its owner deleted says when, whatever became of its time', () => {
  const deleted = { ...SENT, hasFile: false, fileDeletedAt: '2020-07-03T14:06:00.000Z' };
  for (const expiresAt of [SENT.expiresAt, new Date(Date.now() + 86_400_000).toISOString()]) {
    expect(words({ ...deleted, expiresAt })).toContain('The file was removed on 4 Jul 2020, 02:06.');
  }
});

test('a file can be deleted once the export has ended, and cancelled before', () => {
  expect(words(SENT)).toContain('Delete file');
  expect(words({ ...SENT, state: 'running' })).not.toContain('Delete file');
  expect(words({ ...SENT, hasFile: false })).not.toContain('Delete file');
});

test('a file that went before its time was removed with its job, not by time', () => {
  const expiresAt = new Date(Date.now() + DAY_SECONDS * 1000).toISOString();
  expect(words({ ...SENT, hasFile: false, expiresAt, state: 'cancelled' })).not.toContain('removed on');
});

test('the next try of a mail is told in that zone', () => {
  const late: ExportJob = {
    ...SENT,
    state: 'running',
    mailedBy: null,
    mailError: 'The mail server does not answer',
    nextTryAt: '2020-07-01T14:10:30.000Z',
  };
  expect(words(late)).toContain('Next try at 02:10:30.');
});
