import { once } from 'node:events';
import { expect, vi } from 'vitest';
import { commandHere } from '../../testing/commandHere';
import { test as base } from '../../testing/fixtures';
import { linkCommand } from './linkCommand';

const test = base.extend('environment', ({ dataDir }) => ({
  DATA_DIR: dataDir,
  // As a mirror the server needs no demo tickets.
  REPORTING_SYNC_URL: 'http://127.0.0.1:9',
  TICKETLENS_UPSTREAM_TOKEN: 't',
}));

// A hook may take longer than a test.
test.beforeAll(({ built }) => void built);

function open(address: string, link: string): Promise<Response> {
  const body = JSON.stringify({ code: link.trim().split('#link=')[1] });
  return fetch(`${address}/api/mind/session/link`, { method: 'POST', body });
}

test('prints a link of the running server, another each time, and each works once', async ({ built, environment }) => {
  await built.serve(environment, async (address) => {
    for (const printed of [
      await built.command('link', [], environment),
      await commandHere(linkCommand, [], environment),
    ]) {
      const { code, text } = printed;
      expect({ code, text }).toEqual({
        code: 0,
        text: expect.stringMatching(/^http:\S+\/reporting#link=[\w-]{43}\n$/),
      });
      expect((await open(address, text)).status).toBe(200);
      expect((await open(address, text)).status).toBe(401);
    }
  });
}, 120_000);

test.for([
  ['0', /^Sign in: npm run link prints/m],
  ['1', /^Sign in \(.*\): http:\S+#link=[\w-]{43}$/m],
] as const)('START_LINK=%s', { timeout: 120_000 }, async ([setting, line], { built, environment }) => {
  const child = built.run('main', [], { ...environment, PORT: '0', START_LINK: setting });
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += String(chunk);
  });
  try {
    await vi.waitFor(() => expect(text).toMatch(line), { timeout: 60_000 });
    expect(text.includes('#link=')).toBe(setting === '1');
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
});

test('says so where no server runs', async ({ built, environment }) => {
  expect(await built.command('link', [], environment)).toMatchObject({
    code: 1,
    text: expect.stringContaining('No server runs with this DATA_DIR'),
  });
});
