import { expect, test } from 'vitest';
import { describeRawFilter } from './describeRawFilter';

const FAX = '?filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=fax';

test.each([
  [FAX, 'filters[0][value]', 'Channel is “fax”'],
  [FAX, 'filters[1][value]', undefined],
  [FAX, 'orderByField', undefined],
  [
    'filters[2][key]=t.createdAt&filters[2][comparator]=between&filters[2][from]=x&filters[2][to]=y',
    'filters[2][from]',
    'Created between “x” and “y”',
  ],
  [
    'filters[0][key]=topic&filters[0][comparator]=near&filters[0][value]=a',
    'filters[0][comparator]',
    'Topic “near” “a”',
  ],
  ['filters[0][key]=constructor&filters[0][comparator]=%3D&filters[0][value]=a', 'filters[0][key]', undefined],
  ['filters[0][value]=%E0', 'filters[0][value]', undefined],
])('%s, %s: %s', (search, parameter, description) => {
  expect(describeRawFilter(search, parameter)).toBe(description);
});
