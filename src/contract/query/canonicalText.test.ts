import { expect, test } from 'vitest';
import type { Principal } from '../privacy';
import { encodeQueryString } from './queryString';
import { formatReportUrl, parseReportUrl, type ReportView } from './reportUrl';
import { formatTicketQuery, type TicketQuery } from './ticketQuery';

/**
 * The canonical text of a query, word for word. Caches of the page, the fingerprint that makes two requests one job, and
 * the digest of a short link are all made from it: another order of the same parameters would be another report.
 */

const VIEWER: Principal = { level: 'full', permissions: [] };

/** Every comparator, every kind of operand, and values that need escapes. */
const QUERY: TicketQuery = {
  filters: [
    { key: 'createdAt', comparator: 'between', from: 'now-1M/M', to: '2026-11-23 14:05:00' },
    { key: 'topic', comparator: '=', value: "Q&A: 100% 'sure' (a+b)=c/d, ä" },
    { key: 'subTopic', comparator: '!=', value: 'Refund', orEmpty: true },
    { key: 'channel', comparator: 'in', values: ['email', 'chat'] },
    { key: 'allTags', comparator: 'notIn', values: ['VIP', 'a, b'], orEmpty: true },
    { key: 'contractId', comparator: 'contains', value: 'C-' },
    { key: 'closedAt', comparator: 'isEmpty' },
    { key: 'customerId', comparator: 'isNotEmpty' },
    { key: 'secondsToClose', comparator: '>', value: -60 },
    { key: 'secondsToClose', comparator: '<', value: 3600 },
    { key: 'incomingMessages', comparator: '>=', value: 1 },
    { key: 'incomingMessages', comparator: '<=', value: 9 },
    { key: 'slaState', comparator: '=', value: 'breachedOpen' },
    { key: 'dataCheck', comparator: '!=', value: 'noDeadline' },
  ],
  search: 'refund 100%',
  order: [
    { field: 'priority', direction: 'asc' },
    { field: 'closedAt', direction: 'desc' },
  ],
  columns: ['id', 'topic', 'createdAt'],
  asOf: '2026-11-23 14:05:00',
  asLevel: 'pseudonymized',
};

const QUERY_TEXT = [
  'filters[0][key]=createdAt&filters[0][comparator]=between',
  'filters[0][from]=now-1M/M&filters[0][to]=2026-11-23%2014:05:00',
  'filters[1][key]=topic&filters[1][comparator]=%3D',
  'filters[1][value]=Q%26A:%20100%25%20%27sure%27%20%28a%2Bb%29%3Dc/d,%20%C3%A4',
  'filters[2][key]=subTopic&filters[2][comparator]=%21%3D&filters[2][value]=Refund&filters[2][orEmpty]=1',
  'filters[3][key]=channel&filters[3][comparator]=in&filters[3][values][]=email&filters[3][values][]=chat',
  'filters[4][key]=allTags&filters[4][comparator]=notIn',
  'filters[4][values][]=VIP&filters[4][values][]=a,%20b&filters[4][orEmpty]=1',
  'filters[5][key]=contractId&filters[5][comparator]=contains&filters[5][value]=C-',
  'filters[6][key]=closedAt&filters[6][comparator]=isEmpty',
  'filters[7][key]=customerId&filters[7][comparator]=isNotEmpty',
  'filters[8][key]=secondsToClose&filters[8][comparator]=%3E&filters[8][value]=-60',
  'filters[9][key]=secondsToClose&filters[9][comparator]=%3C&filters[9][value]=3600',
  'filters[10][key]=incomingMessages&filters[10][comparator]=%3E%3D&filters[10][value]=1',
  'filters[11][key]=incomingMessages&filters[11][comparator]=%3C%3D&filters[11][value]=9',
  'filters[12][key]=slaState&filters[12][comparator]=%3D&filters[12][value]=breachedOpen',
  'filters[13][key]=dataCheck&filters[13][comparator]=%21%3D&filters[13][value]=noDeadline',
  'search=refund%20100%25',
  'orderByField=priority,closedAt&orderByDirection=asc,desc',
  'columns=id,topic,createdAt',
  'asOf=2026-11-23%2014:05:00',
  'asLevel=pseudonymized',
].join('&');

const VIEW: ReportView = {
  query: QUERY,
  page: 3,
  pageSize: 100,
  sla: 'closed',
  groupBy: 'channel',
  bucket: 'week',
  job: '0b0e7a52-6f0e-4b52-9d3e-3f6d0f6f4d10',
};
const VIEW_TEXT = `${QUERY_TEXT}&page=3&pageSize=100&sla=closed&groupBy=channel&bucket=week&job=${VIEW.job}`;

test('a query is written in one order, with one way of escaping', () => {
  expect(encodeQueryString(formatTicketQuery(QUERY))).toBe(QUERY_TEXT);
});

test('the address of a view is its query, then what only the page knows', () => {
  expect(formatReportUrl(VIEW)).toBe(VIEW_TEXT);
});

test('however a link orders its parameters, its address is the same', () => {
  expect(parseReportUrl(VIEW_TEXT, VIEWER)).toEqual(VIEW);
  const turned = VIEW_TEXT.split('&').reverse();
  // The order of filters and of their values is part of what was asked.
  const inOrder = turned
    .filter((part) => !part.includes('[values]'))
    .concat(VIEW_TEXT.match(/[^&]*\[values\][^&]*/g) ?? []);
  expect(formatReportUrl(parseReportUrl(inOrder.join('&'), VIEWER))).toBe(VIEW_TEXT);
});
