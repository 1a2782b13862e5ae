import { expect, test } from 'vitest';
import { describeQuery } from './describeEntry';

test.each([
  [
    'filters[0][key]=createdAt&filters[0][comparator]=between&filters[0][from]=now-90d&filters[0][to]=now',
    'Created in the last 90 days',
  ],
  [
    'filters[0][key]=channel&filters[0][comparator]=in&filters[0][values][]=email&filters[0][values][]=walkIn',
    'Channel is email or walk-in',
  ],
  ['filters[0][key]=topic&filters[0][comparator]=%3D&filters[0][count]=1', 'Topic is 1 value'],
  ['filters[0][key]=topic&filters[0][comparator]=in&filters[0][count]=3', 'Topic is one of 3 values'],
  ['filters[0][key]=id&filters[0][comparator]=%3D&filters[0][value]=4711', 'Id is 4711'],
  ['columns=id,createdAt&orderByField=createdAt,id&orderByDirection=desc,asc', 'by Created ↓, Id ↑ · Id, Created'],
  ['groupBy=subTopic&bucket=week', 'by Sub-topic · bucket week'],
  // Of a version that knew other keys.
  ['filters[0][key]=gone&filters[0][comparator]=%3D&filters[0][value]=1', 'gone = 1'],
])('%s reads as "%s"', (query, words) => {
  expect(describeQuery(query)).toBe(words);
});
