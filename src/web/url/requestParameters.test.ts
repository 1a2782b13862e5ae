import { expect, test } from 'vitest';
import type { Principal } from '../../contract/privacy';
import { encodeQueryString, type Parameter } from '../../contract/query/queryString';
import { DEFAULT_VIEW, type ReportView } from '../../contract/query/reportUrl';
import {
  parseExportRequest,
  parsePreviewRequest,
  parseReportRequest,
  parseValuesRequest,
} from '../../contract/query/requests';
import {
  countParameters,
  exportParameters,
  previewParameters,
  reportParameters,
  valuesParameters,
} from './requestParameters';

const FULL: Principal = { level: 'full', permissions: [] };
const AS_OF = '2026-11-23 14:05:06';
const FILE = { format: 'csv', columns: undefined, csvDialect: 'rfc4180' } as const;
const FILTERS: ReportView['query']['filters'] = [{ key: 'channel', comparator: 'in', values: ['chat', 'email'] }];
const VIEW: ReportView = {
  ...DEFAULT_VIEW,
  query: { filters: FILTERS, columns: ['topic'], order: { field: 'createdAt', direction: 'asc' } },
  page: 3,
  pageSize: 50,
  bucket: 'day',
};

const text = (parameters: readonly Parameter[]) => encodeQueryString(parameters);

test('the server understands every request, and each carries the view’s moment', () => {
  const preview = parsePreviewRequest(text(previewParameters(VIEW, AS_OF, ['topic'])), FULL);
  expect(preview).toMatchObject({ limit: 50, offset: 100, query: { asOf: AS_OF, filters: FILTERS } });
  const report = parseReportRequest(text(reportParameters(VIEW, AS_OF)), FULL);
  expect(report).toMatchObject({ groupBy: 'topic', bucket: 'day', query: { asOf: AS_OF, filters: FILTERS } });
  const values = { column: 'topic', q: 'bill', limit: 20, otherFilters: FILTERS } as const;
  expect(parseValuesRequest(text(valuesParameters(values, VIEW, AS_OF)), FULL)).toMatchObject({
    column: 'topic',
    q: 'bill',
    limit: 20,
    query: { asOf: AS_OF, filters: FILTERS },
  });
  expect(
    parseExportRequest(text(exportParameters(VIEW, AS_OF, { ...FILE, columns: ['topic'] })), FULL, 'json'),
  ).toMatchObject({
    format: 'csv',
    query: { asOf: AS_OF, columns: ['topic'], filters: FILTERS },
  });
  expect(parsePreviewRequest(text(countParameters(VIEW.query, [], AS_OF)), FULL)).toMatchObject({ limit: 1 });
});

test('a file of all columns names none, whatever the grid shows; a dialect is sent for csv alone', () => {
  const all = text(exportParameters(VIEW, AS_OF, { ...FILE, csvDialect: 'excel' }));
  expect(parseExportRequest(all, FULL, 'json').query.columns).toBeUndefined();
  expect(parseExportRequest(all, FULL, 'json').csvDialect).toBe('excel');
  expect(text(exportParameters(VIEW, AS_OF, { ...FILE, format: 'xlsx', csvDialect: 'excel' }))).not.toContain(
    'Dialect',
  );
});

test('turning a page, sorting and choosing columns ask for no figures again', () => {
  const before = text(reportParameters(VIEW, AS_OF));
  const turned: ReportView = { ...VIEW, page: 9, sla: 'closed', query: { filters: FILTERS } };
  expect(text(reportParameters(turned, AS_OF))).toBe(before);
});

test('the export has the order of the screen', () => {
  const { order } = parsePreviewRequest(text(previewParameters(DEFAULT_VIEW, AS_OF, ['id'])), FULL).query;
  expect(order).toEqual({ field: 'id', direction: 'desc' });
  expect(parseExportRequest(text(exportParameters(DEFAULT_VIEW, AS_OF, FILE)), FULL, 'csv').query.order).toEqual(order);
});
