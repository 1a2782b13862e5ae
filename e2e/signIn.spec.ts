import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { violations } from './accessibility';
import { address, ReportPage, test, tokenFor } from './reportPage';
import { dataFolder, end, SERVER, START } from './serverProcess';

/** Nobody becomes somebody else without a word: not by a link, not in another tab, not when a session ends. */

const CHAT = '?filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';
const tokenOfBen = () => tokenFor('ben@example.com', ['reportTickets', 'exportData']);

const userButton = (page: Page, email: string) => page.getByRole('banner').getByRole('button', { name: email });

/** The question; nothing of the report can be seen or clicked while it is asked. */
const questionOf = (page: Page) => page.getByRole('alertdialog', { name: /Go on as ben@example.com\?$/ });

test.describe('a page that brings its own token', () => {
  test('is answered with a question, and the safe answer is at hand', async ({ report, page }) => {
    await report.open(CHAT);
    await expect(userButton(page, 'anna@example.com')).toBeVisible();
    await page.evaluate(
      (token) => {
        window.location.hash = `token=${token}`;
      },
      await tokenOfBen(),
    );
    await expect(questionOf(page)).toHaveAccessibleName('You are anna@example.com. Go on as ben@example.com?');
    expect(page.url()).not.toContain('token');
    expect(await violations(page)).toEqual([]);
    await expect(page.getByRole('button', { name: 'Stay anna@example.com' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(userButton(page, 'anna@example.com')).toBeVisible();
    await expect(report.chip(/Channel is chat/)).toBeVisible();
    await page.reload();
    await expect(userButton(page, 'anna@example.com')).toBeVisible();
  });

  test('also where it is another document, as from a page of another site', async ({ report, page }) => {
    await report.open();
    await expect(userButton(page, 'anna@example.com')).toBeVisible();
    await page.goto('about:blank');
    await page.goto(`${address()}/reporting#token=${await tokenOfBen()}`);
    await expect(questionOf(page)).toBeVisible();
    await expect(report.rows).toHaveCount(0);
    await page.getByRole('button', { name: 'Go on as ben@example.com' }).click();
    await expect(userButton(page, 'ben@example.com')).toBeVisible();
  });

  test('also when the session has ended meanwhile; not after signing out', async ({ report, page }) => {
    await report.open();
    await expect(userButton(page, 'anna@example.com')).toBeVisible();
    await page.context().clearCookies();
    await page.goto('about:blank');
    await page.goto(`${address()}/reporting#token=${await tokenOfBen()}`);
    await expect(questionOf(page)).toHaveAccessibleName('You were anna@example.com. Go on as ben@example.com?');
    await page.getByRole('button', { name: 'Go on as ben@example.com' }).click();
    await userButton(page, 'ben@example.com').click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByText('You are signed out.')).toBeVisible();
    await page.goto('about:blank');
    await report.open();
    await expect(userButton(page, 'anna@example.com')).toBeVisible();
  });
});

test('other tabs are told, and neither show nor send anything as somebody else', async ({ report, page, context }) => {
  await report.open(CHAT);
  await expect(report.rows.first()).toBeVisible();
  const other = await context.newPage();
  await other.goto(`${address()}/reporting#token=${await tokenOfBen()}`);
  await other.getByRole('button', { name: 'Go on as ben@example.com' }).click();
  await expect(userButton(other, 'ben@example.com')).toBeVisible();

  await expect(page.getByText('You are now signed in as ben@example.com in this browser')).toBeVisible();
  await expect(report.rows).toHaveCount(0);
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(userButton(page, 'ben@example.com')).toBeVisible();
  await expect(report.chip(/Channel is chat/)).toBeVisible();

  await userButton(other, 'ben@example.com').click();
  await other.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(report.rows).toHaveCount(0);
});

test('a tab that nobody could tell finds out by the first answer', async ({ report, page, context }) => {
  await report.open(CHAT);
  await expect(report.rows.first()).toBeVisible();
  // As by a sign-in that leaves the page out.
  const token = await tokenOfBen();
  const replaced = await context.request.post(`${address()}/api/mind/session`, { data: { token } });
  const { replaces } = await replaced.json();
  await context.request.post(`${address()}/api/mind/session`, { data: { token, replaces } });
  const answers: number[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/api/mind/')) answers.push(response.status());
  });
  await page.getByRole('button', { name: 'Go to next page' }).click();
  await expect(page.getByText('You are now signed in as ben@example.com in this browser')).toBeVisible();
  expect(new Set(answers)).toEqual(new Set([412]));
});

test('what is typed survives the end of the session and signing in again', async ({ report, page, context }) => {
  await report.open(CHAT);
  await expect(report.rows.first()).toBeVisible();
  const editor = await report.startFilter('topic');
  const field = editor.getByRole('combobox', { name: 'Values' });
  await field.fill('Bill');
  await context.clearCookies();
  // At once: the question may come after any letter.
  await field.fill('Billing');
  await expect(page.getByText('Your session has ended. Sign in to go on.')).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page
    .getByLabel('Sign-in link or token')
    .fill(await tokenFor('anna@example.com', ['reportTickets', 'exportData']));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toHaveCount(0);
  await expect(field).toHaveValue('Billing');
  await field.press('Enter');
  await editor.getByRole('button', { name: 'Apply' }).click();
  await expect(report.chip(/Topic is .*Billing/)).toBeVisible();
  await expect(report.chip(/Channel is chat/)).toBeVisible();
});

test('the end of a session is announced five minutes before, and prolonged where it can be', async ({ page }) => {
  const report = new ReportPage(page);
  // The session cannot outlive its token: the page asks to sign in again.
  await page.goto(`${address()}/reporting#token=${await tokenFor('anna@example.com', ['reportTickets'], 4 * 60)}`);
  await expect(page.getByText('Your session ends in 4 minutes')).toBeVisible();
  await expect(report.rows.first()).toBeVisible();
  await page.getByRole('button', { name: 'Stay signed in' }).click();
  const field = page.getByLabel('Sign-in link or token');
  await field.fill(await tokenFor('anna@example.com', ['reportTickets']));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(field).toHaveCount(0);
  await expect(page.getByText('Your session ends in')).toHaveCount(0);
  await expect(report.rows.first()).toBeVisible();
});

test.describe('the printed link', () => {
  // A server is started.
  test.describe.configure({ timeout: 120_000 });
  let dataDir: string;
  let child: ChildProcess;
  let link: string;

  test.beforeAll(async () => {
    dataDir = dataFolder('ticketlens-link-', ['state']);
    child = spawn(process.execPath, START, {
      // As a mirror it needs no demo tickets.
      env: {
        ...process.env,
        DATA_DIR: dataDir,
        PORT: '0',
        REPORTING_SYNC_URL: 'http://127.0.0.1:9',
        TICKETLENS_UPSTREAM_TOKEN: 't',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    link = await linkIn(child);
  });
  test.afterAll(async () => {
    await end(child, 'SIGTERM');
    rmSync(dataDir, { recursive: true });
  });

  test('opens the page once; again in its browser, and elsewhere it says how to get another', async ({
    page,
    browser,
  }) => {
    await page.goto(link);
    await expect(userButton(page, 'you@example.com')).toBeVisible();
    expect(page.url()).not.toContain('link');
    await page.goto('about:blank');
    await page.goto(link);
    await expect(userButton(page, 'you@example.com')).toBeVisible();

    const elsewhere = await browser.newContext();
    const late = await elsewhere.newPage();
    await late.goto(link);
    await expect(late.getByRole('alert')).toHaveText(/has been used already.*npm run link/);

    const printed = await commandOutput('link', dataDir);
    await late.getByLabel('Sign-in link or token').fill(printed);
    await late.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(userButton(late, 'you@example.com')).toBeVisible();
    await elsewhere.close();

    await userButton(page, 'you@example.com').click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByText('You are signed out.')).toBeVisible();
    await page.goto('about:blank');
    await page.goto(link);
    await expect(page.getByRole('alert')).toHaveText(/has been used already/);
  });
});

async function linkIn(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    const match = /: (http\S+#link=\S+)/.exec(text);
    if (match?.[1] !== undefined) return match[1];
  }
  throw new Error(`the server ended before it printed a link:\n${text}`);
}

/** What a built command prints. */
async function commandOutput(name: string, dataDir: string): Promise<string> {
  const command = spawn(process.execPath, [SERVER.replace('main.js', `${name}.js`)], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  command.stdout.on('data', (chunk) => {
    text += String(chunk);
  });
  expect((await once(command, 'close'))[0]).toBe(0);
  return text;
}
