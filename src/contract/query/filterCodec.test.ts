import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filterArbitrary } from '../../testing/filterArbitrary';
import { COLUMN_IDS } from '../columns/columns';
import { ApiError } from '../errors';
import { formatFilters, parseFilters } from './filterCodec';
import { type Filter, filterLimitError, sizeOf } from './filters';
import { decodeQueryString, encodeQueryString } from './queryString';

function parse(search: string, visible = COLUMN_IDS) {
  return parseFilters(decodeQueryString(search), visible);
}

function refusal(search: string, visible = COLUMN_IDS): ApiError {
  try {
    parse(search, visible);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error(`accepted: ${search}`);
}

test('filters survive the way through a query string and back', () => {
  fc.assert(
    fc.property(fc.array(filterArbitrary(), { maxLength: 8 }), (filters) => {
      expect(parse(encodeQueryString(formatFilters(filters)))).toEqual(filters);
    }),
    { numRuns: 1000 },
  );
});

test('a value of 10,000 characters survives', () => {
  const filters = [{ key: 'topic', comparator: '=', value: '💥%[]+&="\''.repeat(1000) }] as const;
  expect(parse(encodeQueryString(formatFilters(filters)))).toEqual(filters);
});

/** As links and saved views have them: what is written here must never be read or written otherwise. */
const WRITTEN: readonly (readonly [Filter, string])[] = [
  [{ key: 'secondsToClose', comparator: '>=', value: -3600 }, 'secondsToClose&[comparator]=%3E%3D&[value]=-3600'],
  [
    { key: 'againstDeadline', comparator: 'between', from: 0, to: 60 },
    'againstDeadline&[comparator]=between&[from]=0&[to]=60',
  ],
  [
    { key: 'againstDeadline', comparator: '!=', value: 0, orEmpty: true },
    'againstDeadline&[comparator]=!%3D&[value]=0&[orEmpty]=1',
  ],
  [{ key: 'id', comparator: 'in', values: [4711, 4712] }, 'id&[comparator]=in&[values][]=4711&[values][]=4712'],
  [{ key: 'createdAt', comparator: '=', value: 'now-1M/M' }, 'createdAt&[comparator]=%3D&[value]=now-1M/M'],
  [
    { key: 'closedAt', comparator: 'between', from: '2024-05-12 09:00:00', to: 'now' },
    'closedAt&[comparator]=between&[from]=2024-05-12%2009:00:00&[to]=now',
  ],
  [
    { key: 'topic', comparator: 'contains', value: "O'B & ü" },
    'topic&[comparator]=contains&[value]=O%27B%20%26%20%C3%BC',
  ],
  [
    { key: 'topic', comparator: 'notIn', values: ['a,b', 'c'], orEmpty: true },
    'topic&[comparator]=notIn&[values][]=a,b&[values][]=c&[orEmpty]=1',
  ],
  [{ key: 'channel', comparator: 'in', values: ['chat'] }, 'channel&[comparator]=in&[values][]=chat'],
  [{ key: 'priority', comparator: 'isNotEmpty' }, 'priority&[comparator]=isNotEmpty'],
  [{ key: 'slaState', comparator: '!=', value: 'met' }, 'slaState&[comparator]=!%3D&[value]=met'],
  [{ key: 'dataCheck', comparator: 'in', values: ['noDeadline'] }, 'dataCheck&[comparator]=in&[values][]=noDeadline'],
];

test.each(WRITTEN)('%j is written as it always was', (filter, text) => {
  const address = `filters[0][key]=${text.replaceAll('&[', '&filters[0][')}`.replace(
    'comparator]=!',
    'comparator]=%21',
  );
  expect(encodeQueryString(formatFilters([filter]))).toBe(address);
  expect(parse(address)).toEqual([filter]);
});

test('a leading t. is dropped', () => {
  expect(parse('filters[0][key]=t.topic&filters[0][comparator]=isEmpty')).toEqual([
    { key: 'topic', comparator: 'isEmpty' },
  ]);
});

test('names may be percent-encoded', () => {
  expect(parse('filters%5B0%5D%5Bkey%5D=topic&filters%5B0%5D%5Bcomparator%5D=isEmpty')).toHaveLength(1);
});

const ONE = 'filters[0][key]=topic&filters[0][comparator]=';
const TIME = 'filters[0][key]=createdAt&filters[0][comparator]=';
const COUNT = 'filters[0][key]=secondsToClose&filters[0][comparator]=';
const ENUM = 'filters[0][key]=channel&filters[0][comparator]=';
const STATE = 'filters[0][key]=slaState&filters[0][comparator]=';

/** Malformed query, the parameter that the answer names, and a part of what it says. */
const MALFORMED: readonly (readonly [string, string, RegExp])[] = [
  ['filters[1][key]=topic&filters[1][comparator]=isEmpty', 'filters[0]', /^filters\[0\] is missing$/],
  [`${ONE}isEmpty&filters[2][key]=topic&filters[2][comparator]=isEmpty`, 'filters[1]', /missing/],
  [`${ONE}isEmpty&filters[0][key]=channel`, 'filters[0][key]', /twice/],
  [`${ONE}isEmpty&filters[0][comparator]=isEmpty`, 'filters[0][comparator]', /twice/],
  [`${ONE}==&filters[0][value]=a`, 'filters[0][comparator]', /not a comparator/],
  [`${ONE}=&filters[0][value]=a&filters[0][value]=b`, 'filters[0][value]', /twice/],
  ['filters[00][key]=topic', 'filters[00][key]', /not a filter parameter/],
  ['filters[-1][key]=topic', 'filters[-1][key]', /not a filter parameter/],
  ['filters[a][key]=topic', 'filters[a][key]', /not a filter parameter/],
  ['filters[99999][key]=topic', 'filters[99999][key]', /not a filter parameter/],
  ['filters[0]=topic', 'filters[0]', /not a filter parameter/],
  ['filters=topic', 'filters', /not a filter parameter/],
  ['filters[][key]=topic', 'filters[][key]', /not a filter parameter/],
  ['filters[__proto__][key]=topic', 'filters[__proto__][key]', /not a filter parameter/],
  ['filters[0][__proto__]=topic', 'filters[0][__proto__]', /not a filter parameter/],
  ['filters[0][constructor]=topic', 'filters[0][constructor]', /not a filter parameter/],
  ['filters[0][key][x]=topic', 'filters[0][key][x]', /not a filter parameter/],
  ['filters[0][key][]=topic', 'filters[0][key][]', /not a filter parameter/],
  [`${ONE}in&filters[0][values]=a`, 'filters[0][values]', /not a filter parameter/],
  [`${ONE}in&filters[0][values][0]=a`, 'filters[0][values][0]', /not a filter parameter/],
  [`${ONE}in&filters[0][values][a][b][c][d]=a`, 'filters[0][values][a][b][c][d]', /not a filter parameter/],
  ['filters[0][comparator]=isEmpty', 'filters[0][key]', /missing/],
  ['filters[0][key]=topic', 'filters[0][comparator]', /missing/],
  ['filters[0][key]=&filters[0][comparator]=isEmpty', 'filters[0][key]', /not a column/],
  ['filters[0][key]=__proto__&filters[0][comparator]=isEmpty', 'filters[0][key]', /not a column/],
  ['filters[0][key]=constructor&filters[0][comparator]=isEmpty', 'filters[0][key]', /not a column/],
  ['filters[0][key]=toString&filters[0][comparator]=isEmpty', 'filters[0][key]', /not a column/],
  ['filters[0][key]=t.t.topic&filters[0][comparator]=isEmpty', 'filters[0][key]', /not a column/],
  ['filters[0][key]=TOPIC&filters[0][comparator]=isEmpty', 'filters[0][key]', /not a column/],
  ['filters[0][key]=t.slaState&filters[0][comparator]=isEmpty', 'filters[0][comparator]', /does not fit/],
  [`${ONE}LIKE&filters[0][value]=a`, 'filters[0][comparator]', /not a comparator/],
  [`${ONE}`, 'filters[0][comparator]', /not a comparator/],
  [`${ONE}=`, 'filters[0][value]', /missing/],
  [`${ONE}%3D`, 'filters[0][value]', /missing/],
  [`${ONE}%3D&filters[0][value]=`, 'filters[0][value]', /empty/],
  [`${ONE}%3D&filters[0][from]=a`, 'filters[0][from]', /does not take/],
  [`${ONE}%3D&filters[0][values][]=a`, 'filters[0][values][]', /does not take/],
  [`${ONE}%3D&filters[0][value]=a&filters[0][to]=b`, 'filters[0][to]', /does not take/],
  [`${ONE}isEmpty&filters[0][value]=a`, 'filters[0][value]', /does not take/],
  [`${ONE}isNotEmpty&filters[0][values][]=a`, 'filters[0][values][]', /does not take/],
  [`${ONE}in`, 'filters[0][values][]', /missing/],
  [`${ONE}in&filters[0][value]=a`, 'filters[0][value]', /does not take/],
  [`${ONE}in&filters[0][values][]=`, 'filters[0][values][]', /empty/],
  [`${TIME}between&filters[0][from]=2024-01-01`, 'filters[0][to]', /missing/],
  [`${TIME}between&filters[0][to]=2024-01-01`, 'filters[0][from]', /missing/],
  [`${TIME}between&filters[0][from]=2024-02-01&filters[0][to]=2024-01-01`, 'filters[0][from]', /is after/],
  [`${COUNT}between&filters[0][from]=5&filters[0][to]=4`, 'filters[0][from]', /is after/],
  [`${ONE}between&filters[0][from]=b&filters[0][to]=a`, 'filters[0][from]', /from \(b\) is after to \(a\)/],
  [`${ONE}between&filters[0][from]=a&filters[0][to]=B`, 'filters[0][from]', /is after/],
  [`${ONE}between&filters[0][from]=ab&filters[0][to]=a`, 'filters[0][from]', /is after/],
  [`${ONE}between&filters[0][from]=%F0%9F%92%A5&filters[0][to]=%EF%BF%BD`, 'filters[0][from]', /is after/],
  [`${TIME}%3D&filters[0][value]=2024-02-30`, 'filters[0][value]', /not a time/],
  [`${TIME}%3D&filters[0][value]=2023-02-29`, 'filters[0][value]', /not a time/],
  [`${TIME}%3D&filters[0][value]=2024-1-1`, 'filters[0][value]', /not a time/],
  [`${TIME}%3D&filters[0][value]=01/02/2024`, 'filters[0][value]', /not a time/],
  [`${TIME}%3D&filters[0][value]=2024-01-01T00:00:00`, 'filters[0][value]', /not a time/],
  [`${TIME}%3D&filters[0][value]=2024-01-01 24:00:00`, 'filters[0][value]', /not a time/],
  [`${TIME}%3D&filters[0][value]=0000-01-01`, 'filters[0][value]', /not a time/],
  [`${TIME}%3D&filters[0][value]=9999-01-01`, 'filters[0][value]', /not a time/],
  [`${TIME}>&filters[0][value]=now-30x`, 'filters[0][value]', /not a time/],
  [`${TIME}>&filters[0][value]=now-d`, 'filters[0][value]', /not a time/],
  [`${TIME}>&filters[0][value]=now--3d`, 'filters[0][value]', /not a time/],
  [`${TIME}>&filters[0][value]=now/x`, 'filters[0][value]', /not a time/],
  [`${TIME}>&filters[0][value]=yesterday`, 'filters[0][value]', /not a time/],
  [`${TIME}contains&filters[0][value]=2024`, 'filters[0][comparator]', /does not fit/],
  [`${COUNT}>&filters[0][value]=1e309`, 'filters[0][value]', /whole number/],
  [`${COUNT}>&filters[0][value]=1e3`, 'filters[0][value]', /whole number/],
  [`${COUNT}>&filters[0][value]=1.5`, 'filters[0][value]', /whole number/],
  [`${COUNT}>&filters[0][value]=0x10`, 'filters[0][value]', /whole number/],
  [`${COUNT}>&filters[0][value]=NaN`, 'filters[0][value]', /whole number/],
  [`${COUNT}>&filters[0][value]=9007199254740992`, 'filters[0][value]', /whole number/],
  [`${COUNT}>&filters[0][value]=%2B5`, 'filters[0][value]', /whole number/],
  [`${COUNT}contains&filters[0][value]=5`, 'filters[0][comparator]', /does not fit/],
  [`${ENUM}%3D&filters[0][value]=fax`, 'filters[0][value]', /not a value of channel/],
  [`${ENUM}%3D&filters[0][value]=Email`, 'filters[0][value]', /not a value of channel/],
  [`${ENUM}>&filters[0][value]=email`, 'filters[0][comparator]', /does not fit/],
  [`${ENUM}contains&filters[0][value]=mail`, 'filters[0][comparator]', /does not fit/],
  [`${ENUM}in&filters[0][values][]=email&filters[0][values][]=fax`, 'filters[0][values][]', /not a value/],
  [`${STATE}%3D&filters[0][value]=late`, 'filters[0][value]', /not a value of slaState/],
  [`${STATE}isEmpty`, 'filters[0][comparator]', /does not fit/],
  [`${STATE}!=&filters[0][value]=met&filters[0][orEmpty]=1`, 'filters[0][orEmpty]', /never empty/],
  [`${ONE}%3D&filters[0][value]=a&filters[0][orEmpty]=1`, 'filters[0][orEmpty]', /does not go with/],
  [`${ONE}!=&filters[0][value]=a&filters[0][orEmpty]=true`, 'filters[0][orEmpty]', /true/],
  [`${ONE}%3D&filters[0][value]=%00`, 'filters[0][value]', /null byte/],
  [`${ONE}%3D&filters[0][value]=a\ud800b`, 'filters[0][value]', /half of a character/],
  [`${ONE}%3D&filters[0][value]=%E0%A4`, 'filters[0][value]', /percent-encoding/],
  [`${ONE}%3D&filters[0][value]=%zz`, 'filters[0][value]', /percent-encoding/],
];

describe('what is not understood is refused, naming the parameter', () => {
  test.each(MALFORMED)('%s', (search, parameter, message) => {
    const error = refusal(search);
    expect(error.status).toBe(400);
    expect(error.details.parameter).toBe(parameter);
    expect(error.message).toMatch(message);
    expect(error.details.allowed).not.toBeUndefined();
  });
});

test('however long a name is, the answer is short', () => {
  for (const name of [`filters[0][${'x'.repeat(20_000)}]`, `filters[0][value]${'[]'.repeat(9000)}`]) {
    const { error } = refusal(`${name}=1`).toBody();
    expect(error.message.length + (error.parameter ?? '').length).toBeLessThan(300);
  }
});

test('51 filters and 1,001 values are refused', () => {
  const many = Array.from({ length: 51 }, () => ({ key: 'topic', comparator: 'isEmpty' }) as const);
  expect(refusal(encodeQueryString(formatFilters(many))).message).toMatch(/51 filters/);
  const values = Array.from({ length: 1001 }, (_, index) => String(index));
  const wide = formatFilters([{ key: 'topic', comparator: 'in', values }]);
  expect(refusal(encodeQueryString(wide)).message).toMatch(/1001 filter values/);
  expect(parse(encodeQueryString(wide.slice(0, -1)))).toHaveLength(1);
  const advice = (filters: readonly Filter[]) => filterLimitError(sizeOf(filters))?.advice;
  expect(advice(many)).toBe('50 filters are the most');
  expect(advice(many.slice(1))).toBeUndefined();
  expect(advice([{ key: 'topic', comparator: 'in', values }])).toBe('1,000 values in all filters are the most');
  expect(advice([{ key: 'topic', comparator: 'in', values: values.slice(1) }])).toBeUndefined();
});

test('a hidden column is 403 and its name stands in no list of what is allowed', () => {
  const visible = COLUMN_IDS.filter((id) => id !== 'email' && id !== 'rawData');
  const hidden = refusal('filters[0][key]=email&filters[0][comparator]=isEmpty', visible);
  expect([hidden.status, hidden.details.parameter]).toEqual([403, 'filters[0][key]']);
  const unknown = refusal('filters[0][key]=nope&filters[0][comparator]=isEmpty', visible);
  expect(JSON.stringify(unknown.toBody())).not.toMatch(/email"|rawData/);
});

test('arbitrary query strings are understood or refused, and never anything else', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('filters[0][key]', 'filters[0][comparator]', 'filters[0][value]', '=', '&', 'topic', '%', '[', ']'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      try {
        parse(pieces.join(''));
      } catch (error) {
        expect(error).toBeInstanceOf(ApiError);
      }
    }),
    { numRuns: 1000 },
  );
});
