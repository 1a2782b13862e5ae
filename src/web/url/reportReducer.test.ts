import { describe, expect, test } from 'vitest';
import { DEFAULT_VIEW, formatReportUrl, type ReportView } from '../../contract/query/reportUrl';
import { changeView, type ReportChange } from './reportReducer';

const VIEW: ReportView = {
  ...DEFAULT_VIEW,
  query: { filters: [{ key: 'channel', comparator: '=', value: 'chat' }], asOf: '2026-11-23 14:05:00' },
  page: 7,
  bucket: 'week',
  job: 'a',
};

describe('what changes which rows come first goes back to page 1', () => {
  const changes: ReportChange[] = [
    { type: 'filters', filters: [] },
    { type: 'pick', picked: [] },
    { type: 'order', order: [{ field: 'createdAt', direction: 'asc' }] },
    { type: 'search', search: 'refund' },
    { type: 'order', order: undefined },
    { type: 'asOf', asOf: undefined },
    { type: 'pageSize', pageSize: 100 },
  ];
  test.each(changes)('$type', (change) => {
    expect(changeView(VIEW, change).page).toBe(1);
  });
});

describe('what only looks different stays on its page', () => {
  const changes: ReportChange[] = [
    { type: 'columns', columns: ['id'] },
    { type: 'sla', sla: 'closed' },
    { type: 'groupBy', groupBy: 'channel' },
    { type: 'bucket', bucket: undefined },
    { type: 'job', job: undefined },
  ];
  test.each(changes)('$type', (change) => {
    expect(changeView(VIEW, change).page).toBe(7);
  });
});

test('a page is turned to', () => {
  expect(changeView(VIEW, { type: 'page', page: 8 })).toEqual({ ...VIEW, page: 8 });
});

test('what is taken away leaves the address', () => {
  const bare = [
    { type: 'filters', filters: [] },
    { type: 'asOf', asOf: undefined },
    { type: 'bucket', bucket: undefined },
    { type: 'job', job: undefined },
  ] satisfies ReportChange[];
  expect(formatReportUrl(bare.reduce<ReportView>(changeView, VIEW))).toBe('');
});
