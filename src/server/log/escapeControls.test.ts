import { expect, test } from 'vitest';
import { escapeControls } from './escapeControls';

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
