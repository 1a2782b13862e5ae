import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { expect } from '@playwright/test';
import { startSmtpServer, type TestSmtpServer } from '../src/testing/smtpServer';
import { violations } from './accessibility';
import { ReportPage, test } from './reportPage';
import { addressOf, dataFolder, SECRET, START, urlVariable } from './serverProcess';

/** Queued exports as people see them, on a server of their own whose mail server can be told to misbehave. */

let dataDir: string;
let child: ChildProcess;
let smtp: TestSmtpServer;
const shared = process.env[urlVariable()];

test.beforeAll(async () => {
  dataDir = dataFolder('ticketlens-exports-');
  smtp = await startSmtpServer();
  child = spawn(process.execPath, START, {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: '0',
      JWT_SECRET: SECRET,
      EXPORT_SYNC_ROWS_TEXT: '5000',
      SMTP_URL: smtp.url,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  process.env[urlVariable()] = await addressOf(child);
});

test.afterAll(async () => {
  process.env[urlVariable()] = shared;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
  await smtp.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('while the mail server is away the file can be had; every tab is told, over one stream', async ({
  report,
  page,
  context,
}) => {
  // The mail is only tried again after a while.
  test.slow();
  const streams: string[] = [];
  context.on('request', (request) => {
    if (request.url().endsWith('/export/jobs/events')) streams.push(request.url());
  });
  smtp.behaviour = 'busy';
  await report.open();
  await expect(report.total).toBeVisible();
  const all = await report.count();
  const other = new ReportPage(await context.newPage());
  await other.open();
  await expect(other.total).toBeVisible();

  await page.bringToFront();
  await report.export('csv');
  for (const tab of [page, other.page]) {
    await expect(tab.getByText('Will be sent to your email: anna@example.com').first()).toBeVisible();
    await expect(tab.getByText(/The file is ready and can be downloaded.*451 4\.3\.0 Try again later/)).toBeVisible();
  }
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  const path = await (await downloading).path();
  expect(readFileSync(path, 'utf8').trimEnd().split('\r\n')).toHaveLength(all + 1);
  // A second click on the same export is the same job.
  await report.export('csv');

  smtp.behaviour = 'accept';
  for (const tab of [page, other.page]) {
    await expect(tab.getByText(/Sent to your email: anna@example.com/).first()).toBeVisible({ timeout: 30_000 });
  }
  expect(smtp.mails).toHaveLength(1);
  expect(streams).toHaveLength(1);

  // The mail's link leads to the export, where its file is fetched.
  const link = /https?:\/\/\S+\/reporting\?job=[\da-f-]+/.exec(
    smtp.mails[0]?.replaceAll('=\r\n', '').replaceAll('=3D', '=') ?? '',
  );
  await page.goto(link?.[0] ?? '');
  const drawer = page.getByRole('dialog', { name: 'Exports' });
  await expect(drawer.getByText(/Sent to your email: anna@example.com/)).toHaveCount(1);
  await drawer.getByText('Receipt').click();
  await expect(drawer.getByText('SHA-256')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page, '[role=dialog]')).toEqual([]);
  }
  await drawer.getByRole('button', { name: 'Delete file' }).click();
  await expect(drawer.getByText(/^The file was removed on/)).toBeVisible();
  await expect(drawer.getByRole('link', { name: 'Download' })).toHaveCount(0);
});

test('a mail that is refused for good says so in the mail server’s words, and the file stays', async ({
  report,
  page,
}) => {
  smtp.behaviour = 'refuse';
  await report.open();
  await expect(report.total).toBeVisible();
  await report.export('json');
  await expect(page.getByText(/550 5\.1\.1 No such mailbox here/).first()).toBeVisible();
  await page.reload();
  await expect(page.getByText('Could not be sent to your email: anna@example.com').first()).toBeVisible();
  await page.getByRole('button', { name: 'Show exports' }).click();
  smtp.behaviour = 'accept';
  await page.getByRole('button', { name: 'Mail it again' }).click();
  await expect(page.getByText('ready, not mailed')).toHaveCount(0);
  await expect(page.getByText('Could not be sent')).toHaveCount(0);
});

test('a server that answers a plain message: its words, and where the file goes, also after a reload', async ({
  report,
  page,
}) => {
  await page.route('**/export/reporting_tickets/prepare?*', (route) =>
    route.fulfill({ json: { message: 'The export has been started.' } }),
  );
  await page.route('**/export/jobs', (route) => route.fulfill({ json: { jobs: [] } }));
  await report.open();
  await expect(report.total).toBeVisible();
  await report.export('csv');
  const state = page.getByText('Sent to your email: anna@example.com · The export has been started.');
  await expect(state).toBeVisible();
  await page.reload();
  await expect(state).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(state).toHaveCount(0);
});
