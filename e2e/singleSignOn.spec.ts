import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { expect, type Page } from '@playwright/test';
import { SignJWT } from 'jose';
import { READER, test } from './reportPage';
import { addressOf, dataFolder, end, SECRET, START } from './serverProcess';

/** Whoever is not signed in is sent to single sign-on and comes back to the very report; nobody else's sign-in is taken. */

const CHAT = '?filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';

let dataDir: string;
let child: ChildProcess;
let provider: Server;
let address: string;
/** Where the provider was last asked to lead back to, whether or not it does. */
let returnTo = '';
let leadsBack = true;

test.beforeAll(async () => {
  provider = createServer(async (request, response) => {
    returnTo = new URL(request.url ?? '', 'http://provider').searchParams.get('to') ?? '';
    if (!leadsBack) response.end('Your password, please');
    else response.writeHead(302, { Location: `${returnTo}#token=${await tokenOfProvider('carla@example.com')}` }).end();
  });
  provider.listen(0, '127.0.0.1');
  await once(provider, 'listening');
  const bound = provider.address();
  if (bound === null || typeof bound === 'string') throw new Error('the provider has no port');
  dataDir = dataFolder('ticketlens-sso-', ['state']);
  child = spawn(process.execPath, START, {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: '0',
      JWT_SECRET: SECRET,
      LOGIN_URL: `http://127.0.0.1:${bound.port}/login?to={returnTo}`,
      // As a mirror it needs no demo tickets.
      REPORTING_SYNC_URL: 'http://127.0.0.1:9',
      TICKETLENS_UPSTREAM_TOKEN: 't',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  address = await addressOf(child);
});

test.afterAll(async () => {
  await end(child, 'SIGTERM');
  provider.close();
  rmSync(dataDir, { recursive: true });
});

function tokenOfProvider(email: string): Promise<string> {
  return new SignJWT({ sub: email, email, name: email, permissions: READER })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .setExpirationTime('1 hour')
    .sign(new TextEncoder().encode(SECRET));
}

const userButton = (page: Page, email: string) => page.getByRole('banner').getByRole('button', { name: email });

test.beforeEach(() => {
  leadsBack = true;
});

test('a link to a report opens it after single sign-on, and leaves nothing of that in the address', async ({
  page,
}) => {
  await page.goto(`${address}/reporting${CHAT}`);
  await expect(userButton(page, 'carla@example.com')).toBeVisible();
  await expect(page.getByRole('button', { name: /Channel is chat/ })).toBeVisible();
  expect(page.url()).toBe(new URL(`${address}/reporting${CHAT}`).href);
});

test('a sign-in that another browser began is not taken', async ({ page, browser }) => {
  leadsBack = false;
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(`${address}/reporting`);
  await expect(other.getByText('Your password, please')).toBeVisible();
  await context.close();
  expect(returnTo).toContain('state=');

  leadsBack = true;
  await page.goto(`${returnTo}#token=${await tokenOfProvider('mallory@example.com')}`);
  await expect(page.getByText('This sign-in did not begin in this browser. Please sign in from here')).toBeVisible();
  expect(page.url()).not.toContain('token');
  await page.getByRole('button', { name: 'Sign in with your organisation' }).click();
  await expect(userButton(page, 'carla@example.com')).toBeVisible();
});
