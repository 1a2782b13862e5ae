import { expect, test, vi } from 'vitest';
import { escapeControls, guardConsole } from './terminal';

test.each([
  ['a\u001b[31mred', 'a\\u001b[31mred'],
  ['\u009b2J\u007f\u0085', '\\u009b2J\\u007f\\u0085'],
  ['gnp.\u202exe', 'gnp.\\u202exe'],
  ['\u2066a\u2069\u200f\u061c\u2028', '\\u2066a\\u2069\\u200f\\u061c\\u2028'],
  ['a\r\n\tb', 'a\\r\\n\\tb'],
  ['Straße, 支払い, دفع, 👩‍🚀 naïve “x”', 'Straße, 支払い, دفع, 👩‍🚀 naïve “x”'],
])('%j is printed as %s', (text, printed) => {
  expect(escapeControls(text)).toBe(printed);
});

test('a guarded console writes lines without controls, of errors as well', () => {
  const original = { ...console };
  const written = vi.fn();
  try {
    for (const name of ['log', 'info', 'warn', 'error'] as const) console[name] = written;
    guardConsole();
    console.error('upstream says:', new Error('a\u001b]0;title\u0007\nb'));
    console.log('100%', 'of %s');
  } finally {
    Object.assign(console, original);
  }
  const [[error], [line]] = written.mock.calls as [[string], [string]];
  expect(error).toMatch(/^upstream says: Error: a\\u001b\]0;title\\u0007\nb\n/);
  expect(line).toBe('100% of %s');
});
