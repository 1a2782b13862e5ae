import { expect, test } from 'vitest';
import { formatValue } from './text';

test.for([
  ['Billing', 'Billing'],
  ['Q&A, “late” or not', 'Q&A, “late” or not'],
  ['Billing ', '“Billing ”'],
  [' Billing', '“ Billing”'],
  ['Billing  late', '“Billing  late”'],
  ['Billing\u00a0late', '“Billing⍽late”'],
  ['Billing\u3000', '“Billing⍽”'],
  ['\u200bBilling', '“\ufffdBilling”'],
  ['Bil\u00adling', '“Bil\ufffdling”'],
  ['Billing\n', '“Billing↵”'],
  ['Billing\t', '“Billing␉”'],
  ['', '“”'],
  ['   ', '“   ”'],
] as const)('%j reads %s: no two values look the same', ([text, shown]) => {
  expect(formatValue(text)).toBe(shown);
});
