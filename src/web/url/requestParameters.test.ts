import { expect, test } from 'vitest';
import { queryStringOf } from '../../contract/endpoints/address';
import type { Principal } from '../../contract/privacy';
import { DEFAULT_VIEW, type ReportView } from '../../contract/query/reportUrl';
import {
  PREVIEW_PARAMETERS,
  parseExportRequest,
  parseRequest,
  REPORT_PARAMETERS,
  VALUES_PARAMETERS,
} from '../../contract/query/requests';
import { countRequest, exportRequest, previewRequest, reportRequest, valuesRequest } from './requestParameters';

const FULL: Principal = { level: 'full', permissions: [] };
const AS_OF = '2026-11-23 14:05:06';
const FILE = { format: 'csv', columns: undefined, csvDialect: 'rfc4180' } as const;
const FILTERS: ReportView['query']['filters'] = [{ key: 'channel', comparator: 'in', values: ['chat', 'email'] }];
const VIEW: ReportView = {
  ...DEFAULT_VIEW,
  query: { filters: FILTERS, columns: ['topic'], order: [{ field: 'createdAt', direction: 'asc' }] },
  page: 3,
  pageSize: 50,
  bucket: 'day',
};

const text = queryStringOf;

test('the server understands every request, and each carries the view’s moment', () => {
  const preview = parseRequest(text(previewRequest(VIEW, AS_OF, ['topic'])), FULL, PREVIEW_PARAMETERS);
  expect(preview).toMatchObject({ parameters: { limit: 50, offset: 100 }, query: { asOf: AS_OF, filters: FILTERS } });
  const report = parseRequest(text(reportRequest(VIEW, AS_OF)), FULL, REPORT_PARAMETERS);
  expect(report).toMatchObject({
    parameters: { groupBy: 'topic', bucket: 'day' },
    query: { asOf: AS_OF, filters: FILTERS },
  });
  const values = { column: 'topic', q: 'bill', limit: 20, otherFilters: FILTERS } as const;
  expect(parseRequest(text(valuesRequest(values, VIEW, AS_OF)), FULL, VALUES_PARAMETERS)).toMatchObject({
    parameters: { column: 'topic', q: 'bill', limit: 20 },
    query: { asOf: AS_OF, filters: FILTERS },
  });
  expect(
    parseExportRequest(text(exportRequest(VIEW, AS_OF, { ...FILE, columns: ['topic'] })), FULL, 'json'),
  ).toMatchObject({
    format: 'csv',
    query: { asOf: AS_OF, columns: ['topic'], filters: FILTERS },
  });
  expect(
    parseRequest(text(countRequest(VIEW.query, { filters: [], search: undefined }, AS_OF)), FULL, PREVIEW_PARAMETERS),
  ).toMatchObject({
    parameters: { limit: 1 },
  });
});

test('a file without chosen columns names none, whatever the grid shows; a dialect is sent for csv alone', () => {
  const all = text(exportRequest(VIEW, AS_OF, { ...FILE, csvDialect: 'excel' }));
  expect(parseExportRequest(all, FULL, 'json').query.columns).toBeUndefined();
  expect(parseExportRequest(all, FULL, 'json').csvDialect).toBe('excel');
  expect(text(exportRequest(VIEW, AS_OF, { ...FILE, format: 'xlsx', csvDialect: 'excel' }))).not.toContain('Dialect');
  expect(all).not.toMatch(/headers|delivery|language/);
  const labelled = text(exportRequest(VIEW, AS_OF, { ...FILE, headers: 'labels', delivery: 'email', language: 'de' }));
  expect(labelled).toContain('&headers=labels&delivery=email&language=de');
  expect(parseExportRequest(labelled, FULL, 'json').headers).toBe('labels');
});

test('turning a page, sorting and choosing columns ask for no figures again', () => {
  const before = text(reportRequest(VIEW, AS_OF));
  const turned: ReportView = { ...VIEW, page: 9, sla: 'closed', query: { filters: FILTERS } };
  expect(text(reportRequest(turned, AS_OF))).toBe(before);
});

test('the export has the order of the screen', () => {
  const { order } = parseRequest(text(previewRequest(DEFAULT_VIEW, AS_OF, ['id'])), FULL, PREVIEW_PARAMETERS).query;
  expect(order).toEqual([{ field: 'id', direction: 'desc' }]);
  expect(parseExportRequest(text(exportRequest(DEFAULT_VIEW, AS_OF, FILE)), FULL, 'csv').query.order).toEqual(order);
});
