import { expect, test } from 'vitest';
import { DEFAULT_VIEW, parseReportUrl, type ReportView } from '../../contract/reportUrl';
import { curlOf, linkTo } from './reportLinks';

const PAGE = 'https://help.example/reporting';
const HOSTILE: ReportView = {
  ...DEFAULT_VIEW,
  query: { filters: [{ key: 'topic', comparator: '=', value: `it's $(rm) "x" & 100 % + [a]` }] },
  job: 'mailed',
};

test('a link opens the same report, without the mail’s export', () => {
  const link = linkTo(HOSTILE, PAGE);
  const { job: _, ...view } = HOSTILE;
  expect(parseReportUrl(new URL(link).search, { level: 'full', permissions: [] })).toEqual(view);
});

test('all tickets need no question mark', () => {
  expect(linkTo(DEFAULT_VIEW, PAGE)).toBe(PAGE);
});

test('nothing in a filter ends the command’s quoting', () => {
  const command = curlOf(HOSTILE, '2026-11-23 14:05:00', 'https://help.example');
  expect(command.match(/'/g)).toHaveLength(2);
  expect(command.endsWith("format=csv'")).toBe(true);
  expect(command).toContain('$TICKETLENS_TOKEN');
});
