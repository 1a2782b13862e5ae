import { expect, test, vi } from 'vitest';
import { guardConsole } from './terminal';

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
