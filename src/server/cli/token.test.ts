import { decodeJwt } from 'jose';
import { expect } from 'vitest';
import { test as base } from '../../testing/fixtures';

const test = base.extend(
  'run',
  ({ built, folder }) =>
    (...args: string[]) =>
      built.command('token', args, { DATA_DIR: folder }),
);

// A hook may take longer than a test.
test.beforeAll(({ built }) => void built);

test('prints a token alone on its line, with the defaults that its usage names', async ({ run }) => {
  const { code, text } = await run('--email', 'anna@example.com');
  expect(code).toBe(0);
  expect(text).toMatch(/^\S+\n$/);
  const { exp = 0, iat = 0, permissions } = decodeJwt(text.trim());
  expect({ seconds: exp - iat, permissions }).toEqual({ seconds: 3600, permissions: ['reportTickets', 'exportData'] });
  const help = await run('--help');
  expect(help).toMatchObject({
    code: 0,
    text: expect.stringMatching(/^npm run token .*exportData without it.*1h without it/s),
  });
});

test.for([
  [['--email', 'anna'], '--email is needed: an email address'],
  [['--email', 'a@example.com', '--ttl', 'long'], '--ttl must be a number and s, m, h or d'],
  [['--email', 'a@example.com', '--days', '3'], "Unknown option '--days'. Usage:"],
] as const)('%j is refused with the usage', async ([args, words], { run }) => {
  const { code, text } = await run(...args);
  expect(code).toBe(1);
  expect(text).toContain(words);
  expect(text).toContain('npm run token -- --email E');
});
