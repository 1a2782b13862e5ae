import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { violations } from './accessibility';
import { address, test, tokenFor } from './reportPage';

/** The audit's page, on what other people do on the same server. */

const AUDITOR = 'works.council@example.com';

async function openAudit(page: Page, search = ''): Promise<void> {
  await page.goto(`${address()}/reporting/audit${search}#token=${await tokenFor(AUDITOR, ['viewAudit'])}`);
}

const entries = (page: Page) => page.getByRole('list', { name: 'Entries' }).getByRole('listitem');

/** Takes a file as somebody of this name. */
async function download(name: string, query: string): Promise<void> {
  const token = await tokenFor(`${name}@example.com`, ['reportTickets', 'exportData']);
  const file = await fetch(`${address()}/api/mind/export/reporting_tickets?format=csv&limit=5&${query}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(file.status).toBe(200);
  await file.arrayBuffer();
}

test('who took agents’ names out of here is one click, its address and its file', async ({ page }) => {
  const topic = 'filters[0][key]=topic&filters[0][comparator]=%3D&filters[0][value]=Billing';
  await download('with.names', `columns=id,email&${topic}`);
  await download('without.names', 'columns=id,topic');
  await openAudit(page, '?user=.names@example.com');
  await expect(entries(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Files with agents’ names' }).click();
  await expect(entries(page)).toHaveCount(1);
  const entry = entries(page).first();
  await expect(entry).toContainText('with.names@example.com');
  await expect(entry).toContainText('Downloaded: csv, 5 rows');
  await expect(entry).toContainText('2 columns, with Agent');
  await expect(entry).toContainText('Topic is 1 value');
  await expect(entry).not.toContainText('Billing');
  await expect(entry).toContainText('127.0.0.1');

  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download csv' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('audit.csv');
  const lines = readFileSync(await file.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('"with.names@example.com"');

  await page.reload();
  await expect(page.getByRole('button', { name: 'Files with agents’ names' })).toHaveAttribute('aria-pressed', 'true');
  await expect(entries(page)).toHaveCount(1);
  await page.goBack();
  await expect(entries(page)).toHaveCount(2);
});

test('by keyboard: user, kind and day; what nothing matches says so and leads back', async ({ page }) => {
  await download('by.keyboard', 'columns=id');
  await openAudit(page);
  await expect(entries(page).first()).toBeVisible();
  await page.getByLabel('User').fill('by.keyboard');
  await page.keyboard.press('Enter');
  await expect(entries(page)).toHaveCount(1);
  await page.keyboard.press('Tab');
  await page.getByLabel('What').selectOption('Downloaded');
  await expect(page).toHaveURL(/kind=downloaded/);
  await expect(page.getByLabel('What')).toBeFocused();
  await expect(entries(page)).toHaveCount(1);
  await page.getByRole('textbox', { name: 'To', exact: true }).fill('2020-01-01');
  await expect(page.getByText('Nothing of this kind happened')).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(page.getByLabel('User')).toHaveValue('');
  await expect(entries(page).first()).toContainText('Read the audit');
});

test('older entries follow, and the newest ones are one click away', async ({ page }) => {
  for (let each = 0; each < 3; each += 1) await download('pages', 'columns=id');
  await openAudit(page, '?user=pages@&limit=2');
  await expect(entries(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Older entries' }).click();
  await expect(entries(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Newest entries' }).click();
  await expect(entries(page)).toHaveCount(2);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`it has no violation and nothing wider than a phone, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openAudit(page);
    await expect(entries(page).first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await violations(page)).toEqual([]);
  });
}

test('the account menu leads there whoever may read it, and nobody else', async ({ report, page }) => {
  await report.open('', ['reportTickets', 'viewAudit']);
  await page.getByRole('button', { name: 'anna@example.com' }).click();
  await page.getByRole('menuitem', { name: 'Audit' }).click();
  await expect(page.getByRole('heading', { name: 'Audit' })).toBeVisible();
  await expect(entries(page).first()).toBeVisible();
  await page.getByRole('link', { name: 'Back to the report' }).click();
  await expect(report.rows.first()).toBeVisible();
  await report.open('', ['reportTickets']);
  await expect(report.rows.first()).toBeVisible();
  await page.getByRole('button', { name: 'anna@example.com' }).click();
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Audit' })).toHaveCount(0);
  await page.goto(`${address()}/reporting/audit`);
  await expect(page.getByText('You may not see this')).toBeVisible();
});

test('a server that is away, and a link that is not understood, say so', async ({ page }) => {
  await openAudit(page);
  await expect(entries(page).first()).toBeVisible();
  await page.route('**/api/mind/audit*', (route) => route.abort());
  await page.getByLabel('What').selectOption('Downloaded');
  await expect(page.getByText('The server cannot be reached').first()).toBeVisible();
  await page.unroute('**/api/mind/audit*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(entries(page).first()).toBeVisible();
  await openAudit(page, '?kind=nonsense');
  await expect(page.getByText('The server refused this request')).toBeVisible();
});
