import { expect, test } from 'vitest';
import { keptName } from '../../contract/responses/savedViews';
import { copyNameOf } from './viewQuery';

test.for([
  ['Late', 'Late (copy)'],
  ['x'.repeat(80), `${'x'.repeat(73)} (copy)`],
  ['😀'.repeat(40), `${'😀'.repeat(36)} (copy)`],
])('a copy of %s has a name that the server takes', ([name = '', copy]) => {
  expect(copyNameOf([], name)).toBe(copy);
  expect(keptName.parse(copy)).toBe(copy);
});
