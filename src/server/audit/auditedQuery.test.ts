import { expect, test } from 'vitest';
import { SEARCHED_COLUMNS } from '../../contract/query/search';
import type { TicketQuery } from '../../contract/query/ticketQuery';
import { auditedQuery } from './auditedQuery';

const CANARY = 'canary';

test('text and hideable columns stand with the number of their values; words, numbers and times as they are', () => {
  const query: TicketQuery = {
    filters: [
      { key: 'topic', comparator: '=', value: CANARY },
      { key: 'channel', comparator: 'in', values: ['email', 'chat'] },
      { key: 'email', comparator: 'notIn', values: [CANARY, `${CANARY} 2`, `${CANARY} 3`], orEmpty: true },
      { key: 'contractId', comparator: 'between', from: CANARY, to: `${CANARY} 2` },
      { key: 'createdAt', comparator: 'between', from: 'now-1M/M', to: '2026-11-23' },
      { key: 'rawData', comparator: 'isEmpty' },
      { key: 'secondsToClose', comparator: '>', value: 60 },
      { key: 'slaState', comparator: '=', value: 'met' },
    ],
    order: [{ field: 'email', direction: 'desc' }],
    columns: ['id', 'topic'],
    asOf: '2026-11-23 14:05:00',
    asLevel: 'full',
  };
  const audited = auditedQuery(query, ['id', 'topic'], { groupBy: 'topic', q: CANARY, bucket: undefined });
  expect(decodeURIComponent(audited.query).split('&')).toEqual([
    'filters[0][key]=topic',
    'filters[0][comparator]==',
    'filters[0][count]=1',
    'filters[1][key]=channel',
    'filters[1][comparator]=in',
    'filters[1][values][]=email',
    'filters[1][values][]=chat',
    'filters[2][key]=email',
    'filters[2][comparator]=notIn',
    'filters[2][count]=3',
    'filters[2][orEmpty]=1',
    'filters[3][key]=contractId',
    'filters[3][comparator]=between',
    'filters[3][count]=2',
    'filters[4][key]=createdAt',
    'filters[4][comparator]=between',
    'filters[4][from]=now-1M/M',
    'filters[4][to]=2026-11-23',
    'filters[5][key]=rawData',
    'filters[5][comparator]=isEmpty',
    'filters[6][key]=secondsToClose',
    'filters[6][comparator]=>',
    'filters[6][value]=60',
    'filters[7][key]=slaState',
    'filters[7][comparator]==',
    'filters[7][value]=met',
    'orderByField=email',
    'orderByDirection=desc',
    'columns=id,topic',
    'asOf=2026-11-23 14:05:00',
    'asLevel=full',
    'groupBy=topic',
    'q[count]=1',
  ]);
  expect(audited.chosenBy).toEqual([
    'topic',
    'channel',
    'email',
    'contractId',
    'createdAt',
    'rawData',
    'secondsToClose',
    'slaState',
  ]);
});

test('searched words, and a part of a query that is not known here, are taken for text', () => {
  const query: TicketQuery = { filters: [], search: CANARY };
  const audited = auditedQuery(query, [], { wanted: CANARY });
  expect(audited.query).toBe('search[count]=1&wanted[count]=1');
  expect(audited.chosenBy).toEqual(SEARCHED_COLUMNS);
});

test('of long lists the number of values is kept', () => {
  const seconds = Array.from({ length: 101 }, (_, value) => value);
  const query: TicketQuery = {
    filters: [
      { key: 'secondsToClose', comparator: 'in', values: seconds },
      { key: 'createdAt', comparator: 'between', from: 'now-1M/M', to: '2026-11-23' },
    ],
  };
  expect(decodeURIComponent(auditedQuery(query, ['id']).query).split('&')).toEqual([
    'filters[0][key]=secondsToClose',
    'filters[0][comparator]=in',
    'filters[0][count]=101',
    'filters[1][key]=createdAt',
    'filters[1][comparator]=between',
    'filters[1][from]=now-1M/M',
    'filters[1][to]=2026-11-23',
  ]);
});
