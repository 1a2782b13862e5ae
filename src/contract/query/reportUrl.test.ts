import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filterArbitrary } from '../../testing/filterArbitrary';
import { COLUMN_IDS } from '../columns/columns';
import { ApiError } from '../errors';
import type { Principal } from '../privacy';
import { BREACH_BASES } from '../sla';
import {
  DEFAULT_VIEW,
  formatReportUrl,
  PAGE_SIZES,
  parseReportUrl,
  REFRESH_MINUTES,
  type ReportView,
} from './reportUrl';
import { BUCKETS, PREVIEW_PARAMETERS, parseExportRequest, parseRequest } from './requests';

const VIEWER: Principal = { level: 'full', permissions: [] };

function parsePreview(search: string, principal: Principal) {
  return parseRequest(search, principal, PREVIEW_PARAMETERS).parameters;
}

function view(): fc.Arbitrary<ReportView> {
  const optional = <T>(key: string, value: fc.Arbitrary<T>) =>
    fc.option(value, { nil: undefined }).map((each) => (each === undefined ? {} : { [key]: each }));
  const key = fc.record({ field: fc.constantFrom(...COLUMN_IDS), direction: fc.constantFrom('asc', 'desc') });
  const order = fc.uniqueArray(key, { minLength: 1, maxLength: 3, selector: ({ field }) => field });
  const query = fc
    .tuple(
      fc.array(filterArbitrary(), { maxLength: 4 }),
      optional('search', fc.constantFrom('refund', 'two words', '100% & more')),
      optional('order', order),
      optional('columns', fc.uniqueArray(fc.constantFrom(...COLUMN_IDS), { minLength: 1, maxLength: 5 })),
      optional('asOf', fc.constant('2026-11-23 14:05:00')),
    )
    .map(([filters, ...rest]) => Object.assign({ filters }, ...rest));
  return fc
    .tuple(
      fc.record({
        query,
        page: fc.integer({ min: 1, max: 1000 }),
        pageSize: fc.constantFrom(...PAGE_SIZES),
        sla: fc.constantFrom(...BREACH_BASES),
        groupBy: fc.constantFrom(...COLUMN_IDS),
      }),
      optional('bucket', fc.constantFrom(...BUCKETS)),
      optional('display', fc.constant('wall' as const)),
      optional('refresh', fc.constantFrom(...REFRESH_MINUTES)),
    )
    .map(([each, ...own]) => Object.assign(each, ...own));
}

test('a view survives the way through the address and back, and its address is canonical', () => {
  fc.assert(
    fc.property(view(), (each) => {
      const address = formatReportUrl(each);
      const back = parseReportUrl(address, VIEWER);
      expect(back).toEqual(each);
      expect(formatReportUrl(back)).toBe(address);
    }),
    { numRuns: 500 },
  );
});

test('defaults stay out of the address, but that all tickets are meant is said', () => {
  expect(formatReportUrl(DEFAULT_VIEW)).toBe('period=all');
  expect(parseReportUrl('period=all', VIEWER)).toEqual(DEFAULT_VIEW);
  expect(parseReportUrl('', VIEWER)).toEqual(DEFAULT_VIEW);
  expect(formatReportUrl(parseReportUrl('groupBy=channel&period=all', VIEWER))).toBe('groupBy=channel');
});

test.each([
  ['page=0', 'page'],
  ['page=1.5', 'page'],
  ['pageSize=30', 'pageSize'],
  ['sla=maybe', 'sla'],
  ['groupBy=nope', 'groupBy'],
  ['bucket=year', 'bucket'],
  ['utm_source=mail', 'utm_source'],
  ['orderByDirection=desc', 'orderByField'],
  ['orderByField=topic&orderByDirection=down', 'orderByDirection'],
  ['orderByField=topic,topic', 'orderByField'],
  ['orderByField=topic,nope', 'orderByField'],
  ['orderByField=topic,', 'orderByField'],
  ['orderByField=topic,id&orderByDirection=asc', 'orderByDirection'],
  ['orderByField=topic&orderByDirection=asc,desc', 'orderByDirection'],
  ['search=', 'search'],
  ['search=%20', 'search'],
  ['search=a%20b%20c%20d%20e%20f%20g%20h%20i%20j%20k', 'search'],
  [`search=${'a'.repeat(201)}`, 'search'],
  ['columns=', 'columns'],
  ['columns=id,id', 'columns'],
  ['columns=id&columns=topic', 'columns'],
  ['asOf=2024-01-01', 'asOf'],
  ['asOf=now', 'asOf'],
  ['asLevel=root', 'asLevel'],
  ['period=now-90d', 'period'],
  ['period=all&filters[0][key]=createdAt&filters[0][comparator]=isNotEmpty', 'period'],
])('%s is refused, naming %s', (search, parameter) => {
  expect(() => parseReportUrl(search, VIEWER)).toThrow(ApiError);
  try {
    parseReportUrl(search, VIEWER);
  } catch (error) {
    expect(error).toMatchObject({ code: 'badRequest', details: { parameter } });
  }
});

test.each([
  'limit=0',
  'limit=1001',
  'limit=1e2',
  'limit=',
  'limit=-1',
  'offset=-1',
  'offset=1.0',
  'format=pdf',
  'format=CSV',
  'csvSafe=2',
  'page=1',
])('an export refuses %s', (search) => {
  expect(() => parseExportRequest(search, VIEWER, 'csv')).toThrow(ApiError);
});

test('several columns order by turns; without directions each ascending', () => {
  const orderOf = (search: string) => parseReportUrl(search, VIEWER).query.order;
  expect(orderOf('orderByField=priority,closedAt&orderByDirection=desc,asc')).toEqual([
    { field: 'priority', direction: 'desc' },
    { field: 'closedAt', direction: 'asc' },
  ]);
  expect(orderOf('orderByField=priority,closedAt')?.map(({ direction }) => direction)).toEqual(['asc', 'asc']);
});

test('limits and defaults are the documented ones', () => {
  expect(parsePreview('', VIEWER)).toMatchObject({ limit: 30, offset: 0 });
  expect(parsePreview('limit=500', VIEWER).limit).toBe(500);
  expect(() => parsePreview('limit=501', VIEWER)).toThrow(ApiError);
  expect(parseExportRequest('', VIEWER, 'json')).toMatchObject({ format: 'json', offset: 0, csvSafe: true });
});

test('asLevel lowers and never raises', () => {
  const principal: Principal = { level: 'pseudonymized', permissions: ['viewSensitiveDataInExport'] };
  expect(() => parsePreview('asLevel=full&columns=email', principal)).toThrow(/not available/);
  expect(() => parsePreview('asLevel=none&columns=email', VIEWER)).toThrow(/not available/);
});
