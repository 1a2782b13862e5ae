import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { expect } from '@playwright/test';
import { randomTickets } from '../src/testing/ticketFactory';
import { type Fault, type FaultyProxy, startFaultyProxy } from '../src/testing/upstream/faultyProxy';
import { startUpstream, type TestUpstream } from '../src/testing/upstream/upstream';
import { violations } from './accessibility';
import { test, tokenFor } from './reportPage';
import { addressOf, dataFolder, SECRET, START } from './serverProcess';

/** A server that mirrors another one: what its page says of how fresh the tickets are. */

// Two servers are started, one of them built first.
test.describe.configure({ timeout: 120_000 });

let dataDir: string;
let upstream: TestUpstream;
let proxy: FaultyProxy;
let child: ChildProcess;
let address: string;
let fault: Fault = { kind: 'none' };

test.beforeAll(async () => {
  dataDir = dataFolder('ticketlens-mirror-', ['state']);
  upstream = await startUpstream();
  await upstream.put(randomTickets(4711, 50));
  proxy = await startFaultyProxy(upstream.url, { before: () => fault });
  fault = { kind: 'answer', status: 401 };
  const settings = {
    DATA_DIR: dataDir,
    PORT: '0',
    JWT_SECRET: SECRET,
    REPORTING_SYNC_URL: proxy.url,
    REPORTING_SYNC_MINUTES: '60',
    TICKETLENS_UPSTREAM_TOKEN: upstream.token,
  };
  child = spawn(process.execPath, START, {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  address = await addressOf(child);
});
test.afterAll(async () => {
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
  await proxy.stop();
  await upstream.stop();
  rmSync(dataDir, { recursive: true });
});

test('says when tickets last came, and warns with the reason while they do not', async ({ page }) => {
  const permissions = ['reportTickets', 'importTickets'];
  await page.goto(`${address}/reporting?period=all#token=${await tokenFor('anna@example.com', permissions)}`);
  const chip = page.getByRole('banner').getByRole('button', { name: /^(Sync|First sync|Not synced)/ });
  // Nothing has come yet: the page says so and does not blame the filters.
  const empty = page.getByRole('region', { name: 'Tickets' });
  await expect(async () => {
    await empty.getByRole('button', { name: 'Look again' }).click();
    await expect(empty).toContainText('does not accept the token', { timeout: 1000 });
  }).toPass();
  await expect(chip).toHaveText('Sync failing');
  // Its tickets are the other one's: files are not taken.
  await expect(page.getByRole('banner').getByRole('button', { name: 'Import' })).toHaveCount(0);

  fault = { kind: 'none' };
  await chip.click();
  const panel = page.getByRole('dialog', { name: 'How fresh the tickets are' });
  await expect(panel.getByRole('alert')).toContainText('No tickets have come yet. Every sync since');
  expect(await violations(page, '[role=dialog]')).toEqual([]);
  await panel.getByRole('button', { name: 'Sync now' }).click();
  await expect(panel).toContainText('The tickets are those of');
  await expect(panel).toContainText('every 1 h');
  await page.keyboard.press('Escape');
  await expect(chip).toHaveText(/^Synced (just now|\d+ min ago)$/);
  await expect(page.getByRole('status').getByText('50 tickets')).toBeVisible();

  fault = { kind: 'answer', status: 200, body: '<html>Down for maintenance</html>' };
  await chip.click();
  await panel.getByRole('button', { name: 'Sync now' }).click();
  await expect(panel.getByRole('alert')).toContainText('web page in place of JSON');
  await expect(panel.getByRole('alert')).toContainText('The tickets are those of');
  await page.keyboard.press('Escape');
  await expect(chip).toHaveText(/^Sync failing · data as of \d/);
  // What came before is still there.
  await expect(page.getByRole('status').getByText('50 tickets')).toBeVisible();
  expect(await violations(page, 'header')).toEqual([]);
});

test('whoever may only read is told that it fails, but not the other instance’s answer, and cannot start a sync', async ({
  page,
}) => {
  await page.goto(`${address}/reporting?period=all#token=${await tokenFor('ben@example.com', ['reportTickets'])}`);
  await page.getByRole('button', { name: /^Sync failing/ }).click();
  const panel = page.getByRole('dialog', { name: 'How fresh the tickets are' });
  await expect(panel.getByRole('alert')).toContainText('Every sync since');
  await expect(panel.getByRole('alert')).toContainText('Whoever runs this report sees why.');
  await expect(panel.getByRole('button')).toHaveCount(0);
});
