import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { NewView } from '../src/contract/responses/savedViews';
import { violations } from './accessibility';
import { inOpenPage as test } from './openPage';
import { address, test as anew, READER, type ReportPage, tokenFor } from './reportPage';

/** Links that are trusted: canonical, short where they must be, runnable; and views that are kept by name. */

const CHAT = 'filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';
/** More values than mail and chat let through in an address. */
const LONG = [
  'filters[0][key]=customerId&filters[0][comparator]=notIn',
  ...Array.from({ length: 300 }, (_, index) => `filters[0][values][]=CU-${'long'.repeat(3)}-${index}`),
  'filters[1][key]=channel&filters[1][comparator]=%3D&filters[1][value]=chat',
].join('&');

async function copied(page: Page, item: RegExp): Promise<string> {
  await page.getByRole('button', { name: /Copy link|copied/ }).click();
  await page.getByRole('menuitem', { name: item }).click();
  await expect(page.getByRole('button', { name: /copied/ })).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

anew('however a link is written, the address is canonical, and Back leaves the report', async ({ report, page }) => {
  await page.goto('about:blank');
  await report.open(`?page=1&pageSize=25&groupBy=topic&${CHAT.replaceAll('key]=', 'key]=t.')}`);
  await expect(report.chip(/Channel is chat/)).toBeVisible();
  await expect(page).toHaveURL(`${address()}/reporting?${CHAT}`);
  await page.goBack();
  await expect(page).toHaveURL('about:blank');
});

anew('a long report is shared by a short link, which its reader’s rights decide', async ({ report, page, browser }) => {
  await report.open(`?${LONG}`);
  await expect(report.rows.first()).toBeVisible();
  const count = await report.count();
  const link = await copied(page, /^Short link/);
  expect(link.length).toBeLessThan(100);

  const context = await browser.newContext();
  const reader = await context.newPage();
  await reader.goto(link);
  await expect(reader.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await reader.content()).not.toContain('CU-long');
  await reader.goto(`${link}#token=${await tokenFor('ben@example.com', ['reportTickets'])}`);
  await expect(reader.getByRole('button', { name: /Channel is chat/ })).toBeVisible();
  await expect(reader.getByRole('status').getByText(`${count.toLocaleString('en-US')} tickets`)).toBeVisible();
  expect(new URL(reader.url()).search).toMatch(/^\?link=[\w-]{22}$/);
  // A change makes it a report of its own; Back is the link again.
  await reader.getByRole('button', { name: 'Clear all' }).click();
  await expect(reader).toHaveURL(`${address()}/reporting?period=all`);
  await reader.goBack();
  await expect(reader.getByRole('button', { name: /Channel is chat/ })).toBeVisible();
  await context.close();
});

test('a short link that stands for nothing says so', async ({ report, page }) => {
  await report.open('?link=AAAAAAAAAAAAAAAAAAAAAA');
  await expect(page.getByText('There is no such short link')).toBeVisible();
  await expect(page.getByRole('button', { name: /Open without/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Start from all tickets' }).click();
  await expect(report.rows.first()).toBeVisible();
});

test('the copied command saves the file that the page shows', async ({ report, page }) => {
  const hostile = encodeURIComponent(`it's "$(touch x)" \\ ! % & [a]`);
  await report.open(`?${CHAT}&filters[1][key]=topic&filters[1][comparator]=!%3D&filters[1][value]=${hostile}`);
  await expect(report.rows.first()).toBeVisible();
  const command = await copied(page, /cURL/);
  const folder = mkdtempSync(join(tmpdir(), 'ticketlens-curl-'));
  const run = (token: string) =>
    execFileSync('bash', ['-c', command], {
      cwd: folder,
      env: { ...process.env, TICKETLENS_TOKEN: token },
      stdio: 'pipe',
    });
  expect(() => run('wrong')).toThrow(/401/);
  expect(readdirSync(folder)).toEqual([]);
  run(await tokenFor('anna@example.com', READER));
  const [file = ''] = readdirSync(folder);
  expect(file).toMatch(/\.csv$/);
  const lines = readFileSync(join(folder, file), 'utf8').trimEnd().split('\r\n');
  expect(lines).toHaveLength((await report.count()) + 1);
  rmSync(folder, { recursive: true });
});

/**
 * Opens the report as a viewer with these views, another one in each test: a default view that a test leaves behind
 * would open in every other one of the same viewer.
 */
async function openWithViews(
  report: ReportPage,
  search: string,
  views: readonly NewView[],
  email = `${randomUUID()}@example.com`,
): Promise<void> {
  const headers = { Authorization: `Bearer ${await tokenFor(email, READER)}` };
  for (const data of views) {
    const response = await report.page.request.post(`${address()}/api/mind/views`, { data, headers });
    expect(response.status()).toBe(201);
  }
  await report.open(search, READER, email);
}

const CHAT_ONLY: NewView = { name: 'Chat only', query: `${CHAT}&pageSize=50`, isDefault: true };

function viewsButton(page: Page): Locator {
  return page.getByRole('button', { name: /^Views?(:|$)/ });
}

anew('a view is saved by keyboard, and a bare address then opens it', async ({ report, page }) => {
  const { keyboard } = page;
  await openWithViews(report, `?${CHAT_ONLY.query}`, []);
  await expect(report.rows.first()).toBeVisible();
  await viewsButton(page).focus();
  await keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'No saved views yet' })).toBeVisible();
  await page.getByRole('menuitem', { name: 'Save this view …' }).focus();
  await keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Save this view' });
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await keyboard.type('Chat only');
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await expect(dialog.getByRole('checkbox', { name: 'Open the report with this view' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Save' }).focus();
  await keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  // What was just saved can be updated at once.
  await page.getByRole('button', { name: /^Remove the filter on/ }).click();
  await page.getByRole('button', { name: 'View: Chat only · changed' }).click();
  await page.getByRole('menuitem', { name: 'Update “Chat only”' }).click();
  await expect(page.getByRole('button', { name: 'View: Chat only', exact: true })).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: 'View: Chat only · changed' }).click();
  await page.getByRole('menuitem', { name: 'Update “Chat only”' }).click();
  await expect(page.getByRole('button', { name: 'View: Chat only', exact: true })).toBeVisible();

  await page.goto('about:blank');
  await page.goto(`${address()}/reporting`);
  await expect(report.chip(/Channel is chat/)).toBeVisible();
  await expect(page).toHaveURL(`${address()}/reporting?${CHAT_ONLY.query}`);
});

anew('a default view says that it is open; all tickets stay all tickets through a reload', async ({ report, page }) => {
  await openWithViews(report, '', [CHAT_ONLY]);
  await expect(report.chip(/Channel is chat/)).toBeVisible();
  await viewsButton(page).click();
  await expect(page.getByRole('menuitemradio', { name: /^Chat only/, checked: true })).toBeVisible();
  await page.getByRole('menuitem', { name: 'All tickets' }).click();
  await expect(report.chip(/Channel is chat/)).toHaveCount(0);
  await page.reload();
  await report.settled();
  await expect(page).toHaveURL(`${address()}/reporting?period=all`);
  const all = await copied(page, /^Live link/);
  await page.goto('about:blank');
  await page.goto(all);
  await report.settled();
  await expect(report.chip(/Channel is chat/)).toHaveCount(0);
});

anew('a view is opened, renamed and deleted', async ({ report, page }) => {
  const { keyboard } = page;
  await openWithViews(report, '?pageSize=100', [CHAT_ONLY]);
  await report.settled();
  await expect(report.chip(/Channel is chat/)).toHaveCount(0);
  await viewsButton(page).click();
  await page.getByRole('menuitemradio', { name: /^Chat only/ }).click();
  await expect(report.chip(/Channel is chat/)).toBeVisible();
  await viewsButton(page).click();
  await page.getByRole('menuitem', { name: 'Manage views …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your views' });
  await dialog.getByRole('button', { name: 'Rename: Chat only' }).click();
  expect(await violations(page)).toEqual([]);
  // Escape ends the renaming and leaves the name, and the dialog, as they were.
  await keyboard.type('x');
  await keyboard.press('Escape');
  await expect(dialog.getByRole('button', { name: 'Rename: Chat only' })).toBeFocused();
  await keyboard.press('Enter');
  await keyboard.press('ControlOrMeta+a');
  await keyboard.type('Chats');
  await keyboard.press('Enter');
  await expect(dialog.getByText('Chats · default')).toBeVisible();
  await dialog.getByRole('button', { name: 'Delete: Chats', exact: true }).click();
  await dialog.getByRole('button', { name: 'Delete for good: Chats' }).click();
  await expect(dialog.getByText('No saved views.')).toBeVisible();
});

anew(
  'a view is shared; who opened it sees that the report has changed since, and its owner can update it',
  async ({ report, page }) => {
    const email = `${randomUUID()}@example.com`;
    await openWithViews(report, '', [{ name: `Chat of ${email}`, query: CHAT, isShared: true }], email);
    await viewsButton(page).click();
    await page.getByRole('menuitemradio', { name: `Chat of ${email}` }).click();
    await expect(page.getByRole('button', { name: `View: Chat of ${email}`, exact: true })).toBeVisible();
    const editor = await report.startFilter('status');
    await editor.getByRole('checkbox', { name: /^open/ }).check();
    await editor.getByRole('button', { name: 'Apply' }).click();
    const changed = page.getByRole('button', { name: `View: Chat of ${email} · changed` });
    await changed.click();
    await page.getByRole('menuitem', { name: /^Update/ }).click();
    await expect(changed).toHaveCount(0);

    await openWithViews(report, '', [], `${randomUUID()}@example.com`);
    await page.getByRole('button', { name: /^Go on as/ }).click();
    await viewsButton(page).click();
    const shared = page.getByRole('menuitemradio', { name: `Chat of ${email}` });
    await expect(shared).toContainText(`Shared by ${email}`);
    await shared.click();
    await expect(report.chip(/Status is open/)).toBeVisible();
    await viewsButton(page).click();
    await expect(page.getByRole('menuitem', { name: 'Manage views …' })).toHaveCount(0);
  },
);
