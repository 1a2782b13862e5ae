import { decodeJwt } from 'jose';
import { expect } from 'vitest';
import { profileSchema } from '../../contract/responses/sessionResponses';
import { commandHere } from '../../testing/commandHere';
import { test as base } from '../../testing/fixtures';
import { tokenCommand } from './tokenCommand';

const test = base
  .extend(
    'run',
    ({ folder }) =>
      (...args: string[]) =>
        commandHere(tokenCommand, args, { DATA_DIR: folder }),
  )
  /** As a process of its own. */
  .extend(
    'runAlone',
    ({ built, folder }) =>
      (...args: string[]) =>
        built.command('token', args, { DATA_DIR: folder }),
  );

// A hook may take longer than a test.
test.beforeAll(({ built }) => void built);

test('prints a token alone on its line, with the defaults that its usage names', { timeout: 120_000 }, async ({
  run,
  runAlone,
}) => {
  const { code, text } = await runAlone('--email', 'anna@example.com');
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

test('what is not understood ends the process with 1', async ({ runAlone }) => {
  expect(await runAlone('--email', 'anna')).toMatchObject({
    code: 1,
    text: expect.stringMatching(/^--email is needed: an email address\n/),
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

const statusAt = async (address: string, token: string) => {
  const response = await fetch(`${address}/api/mind/profile`, { headers: { Authorization: `Bearer ${token}` } });
  if (response.status === 200) profileSchema.parse(await response.json());
  return response.status;
};

const onServer = test
  // As a mirror the server needs no demo tickets.
  .extend(
    'environment',
    ({ dataDir }): Record<string, string> => ({
      DATA_DIR: dataDir,
      REPORTING_SYNC_URL: 'http://127.0.0.1:9',
      TICKETLENS_UPSTREAM_TOKEN: 't',
    }),
  )
  /** Runs the command to a good end. */
  .extend('print', ({ environment }) => async (...args: string[]) => {
    const { code, text } = await commandHere(tokenCommand, args, environment);
    expect({ code, text }).toMatchObject({ code: 0 });
    return text.trimEnd();
  });

onServer(
  'a server that runs lists a token, and refuses it once it is revoked, and no other',
  { timeout: 240_000 },
  async ({ built, environment, print }) => {
    await built.serve(environment, async (address) => {
      const [kept, token] = [await print('--email', 'anna@example.com'), await print('--email', 'ben@example.com')];
      const { jti: id = '' } = decodeJwt(token);
      const [newest] = (await print('--list')).split('\n');
      expect(newest).toMatch(
        new RegExp(`^${id}  ben@example.com  reportTickets,exportData  issued .*Z  until .*Z  works$`),
      );
      expect(await statusAt(address, token)).toBe(200);
      expect(await print('--revoke', id)).toMatch(/ revoked \S+Z$/);
      expect(await statusAt(address, token)).toBe(401);
      expect(await statusAt(address, kept)).toBe(200);
    });
  },
);

onServer(
  'without a server the command does the same in the store',
  { timeout: 120_000 },
  async ({ environment, print }) => {
    const { jti: id = '' } = decodeJwt(await print('--email', 'anna@example.com', '--permissions', 'reportTickets'));
    expect(await print('--revoke', id)).toMatch(/ revoked \S+Z$/);
    expect(await print('--list')).toMatch(new RegExp(`^${id}  anna@example.com  reportTickets  .* revoked \\S+Z$`));
    expect(await commandHere(tokenCommand, ['--revoke', 'nobody'], environment)).toMatchObject({
      code: 1,
      text: expect.stringContaining('No token with this id was issued here'),
    });
  },
);

test('one thing at a time', async ({ run }) => {
  expect(await run('--list', '--email', 'a@example.com')).toMatchObject({
    code: 1,
    text: expect.stringMatching(/one at a time. Usage/),
  });
});
