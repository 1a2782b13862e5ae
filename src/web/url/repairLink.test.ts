import { expect, test } from 'vitest';
import type { Principal } from '../../contract/privacy';
import { withoutLevel, withoutParameter } from './repairLink';

const FULL: Principal = { level: 'full', permissions: [] };
const CHAT = 'filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';
const UNKNOWN = 'filters[1][key]=topik&filters[1][comparator]=isEmpty';
const OPEN = 'filters[2][key]=status&filters[2][comparator]=%3D&filters[2][value]=open';

test('a filter leaves as a whole, and those behind it move up', () => {
  const repaired = withoutParameter(`${CHAT}&${UNKNOWN}&${OPEN}`, 'filters[1][key]', FULL);
  expect(repaired?.leftOut).toEqual(['filters[1]']);
  expect(repaired?.view.query.filters).toEqual([
    { key: 'channel', comparator: '=', value: 'chat' },
    { key: 'status', comparator: '=', value: 'open' },
  ]);
});

test('every part that had to go is named as the link wrote it', () => {
  const two = `${CHAT}&${UNKNOWN}&filters[2][key]=nope&filters[2][comparator]=isEmpty&utm_source=mail`;
  expect(withoutParameter(two, 'utm_source', FULL)?.leftOut).toEqual(['utm_source', 'filters[1]', 'filters[2]']);
});

test('a direction without its column goes with it', () => {
  const repaired = withoutParameter('orderByDirection=desc&page=2', 'orderByField', FULL);
  expect(repaired?.leftOut).toEqual(['orderByDirection']);
  expect(repaired?.view.page).toBe(2);
});

test('a part that only the server refused can be left out too', () => {
  const reversed =
    'filters[0][key]=createdAt&filters[0][comparator]=between&filters[0][from]=now&filters[0][to]=now-30d';
  expect(withoutParameter(reversed, 'filters[0][from]', FULL)?.view.query.filters).toEqual([]);
});

test('a column that is hidden from the viewer is left out', () => {
  const link = 'columns=id,email&groupBy=email&page=3';
  const repaired = withoutParameter(link, 'columns', { level: 'none', permissions: [] });
  expect(repaired?.leftOut).toEqual(['columns', 'groupBy']);
  expect(repaired?.view.page).toBe(3);
});

test('a gap in the numbers of filters is closed, however wide, and that is said', () => {
  const far = OPEN.replaceAll('filters[2]', 'filters[900]');
  const repaired = withoutParameter(`${CHAT}&${far}`, 'filters[1]', FULL);
  expect(repaired).toMatchObject({ leftOut: [], gapClosed: true });
  expect(repaired?.view.query.filters).toEqual([
    { key: 'channel', comparator: '=', value: 'chat' },
    { key: 'status', comparator: '=', value: 'open' },
  ]);
  const both = withoutParameter(`${UNKNOWN}&${OPEN}`, 'filters[0]', FULL);
  expect(both).toMatchObject({ leftOut: ['filters[1]'], gapClosed: true });
  expect(both?.view.query.filters).toEqual([{ key: 'status', comparator: '=', value: 'open' }]);
  expect(withoutParameter(`${CHAT}&${UNKNOWN}`, 'filters[1][key]', FULL)?.gapClosed).toBe(false);
});

test('a part with an endless name leaves too', () => {
  const name = `filtersX${'x'.repeat(500)}`;
  const shown = `${name.slice(0, 80)}...`;
  expect(withoutParameter(`${CHAT}&${name}=1`, shown, FULL)?.view.query.filters).toHaveLength(1);
});

test.each([
  ['a filter that is not there, with none behind it', CHAT, 'filters[1]'],
  ['too many filters', CHAT, 'filters'],
  ['a broken escape', 'page=%E0%A4%A', 'page'],
  ['no parameter', CHAT, ''],
])('nothing is guessed for %s', (_, search, parameter) => {
  expect(withoutParameter(search, parameter, FULL)).toBeNull();
});

test.each([
  ['', ''],
  ['?asLevel=none', ''],
  ['?a=%zz&asLevel=none&filters[0][key]=email', '?a=%zz&filters[0][key]=email'],
  ['?%61sLevel=none&x', '?x'],
  ['?q=asLevel', '?q=asLevel'],
])('%j without its level is %j', (search, rest) => {
  expect(withoutLevel(search)).toBe(rest);
});
