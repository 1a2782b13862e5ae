import { expect, test } from 'vitest';
import { inFile } from './inFile';

test('a file of the columns as shown has the state beside the lateness, once', () => {
  expect(inFile(['id', 'againstDeadline', 'topic'])).toEqual(['id', 'slaState', 'againstDeadline', 'topic']);
  expect(inFile(['slaState', 'id', 'againstDeadline'])).toEqual(['slaState', 'id', 'againstDeadline']);
  expect(inFile(['id', 'dueBy'])).toEqual(['id', 'dueBy']);
});
