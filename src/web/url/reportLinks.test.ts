import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Principal } from '../../contract/privacy';
import { DEFAULT_VIEW, parseReportUrl, type ReportView } from '../../contract/query/reportUrl';
import { parseExportRequest } from '../../contract/query/requests';
import { curlArguments } from '../../testing/curlArguments';
import { filterArbitrary } from '../../testing/filterArbitrary';
import { curlOf, linkTo } from './reportLinks';

const FULL: Principal = { level: 'full', permissions: [] };
const PAGE = 'https://help.example/reporting';
const HOSTILE: ReportView = {
  ...DEFAULT_VIEW,
  query: { filters: [{ key: 'topic', comparator: '=', value: `it's $(rm) "x" & 100 % + [a]` }] },
  job: 'mailed',
};

test('a link opens the same report, without the mail’s export', () => {
  const link = linkTo(HOSTILE, PAGE);
  const { job: _, ...view } = HOSTILE;
  expect(parseReportUrl(new URL(link).search, FULL)).toEqual(view);
});

test('a link to all tickets says so: its reader may have another default', () => {
  const link = linkTo(DEFAULT_VIEW, PAGE);
  expect(link).not.toBe(PAGE);
  expect(parseReportUrl(new URL(link).search, FULL)).toEqual(DEFAULT_VIEW);
});

test('a shell hands the command’s address to curl as it was meant, whatever the filters hold', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.constant(HOSTILE.query.filters), fc.array(filterArbitrary(), { maxLength: 3 })),
      (filters) => {
        const given = curlArguments(curlOf({ ...DEFAULT_VIEW, query: { filters } }, 'https://help.example'));
        expect(given.slice(0, 3)).toEqual(['-fgOJ', '-H', 'Authorization: Bearer to ken']);
        expect(given).toHaveLength(4);
        const { query } = parseExportRequest(new URL(given[3] ?? '').search, FULL, 'json');
        expect(query).toEqual({ filters, order: [{ field: 'id', direction: 'desc' }] });
      },
    ),
    { numRuns: 30 },
  );
});

test('the command of a live report stays live, that of a fixed one fixed', () => {
  const asOf = '2026-11-23 14:05:00';
  expect(curlOf(DEFAULT_VIEW, 'https://help.example')).not.toContain('asOf');
  const fixed = { ...DEFAULT_VIEW, query: { filters: [], asOf } };
  expect(curlOf(fixed, 'https://help.example')).toContain('asOf=2026-11-23%2014:05:00');
});
