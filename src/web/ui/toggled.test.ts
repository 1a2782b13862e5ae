import { expect, test } from 'vitest';
import { toggled } from './toggled';

test('what is in the list leaves, anything else comes last', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  expect(toggled(['id', 'topic'], 'id')).toEqual(['topic']);
  expect(toggled(['id', 'topic'], 'status')).toEqual(['id', 'topic', 'status']);
});
