import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { ReportPage, test } from './reportPage';

test('filter, sort, page, share, download, and queue a large export', async ({ report, page, browser }) => {
  await report.open();
  await expect(report.total).toBeVisible();
  const all = await report.count();
  expect(all).toBeGreaterThan(90_000);
  await expect(page.getByText('Demo data')).toBeVisible();
  // The token must not stay in the address, where it would be copied along.
  expect(page.url()).not.toContain('token');

  await test.step('filter by a check-list', async () => {
    const editor = await report.startFilter('channel');
    await editor.getByRole('checkbox', { name: /^chat/ }).check();
    await editor.getByRole('checkbox', { name: /^portal/ }).check();
    await editor.getByRole('button', { name: 'Apply' }).click();
    await expect(report.chip(/Channel is portal or chat/)).toBeVisible();
    await expect.poll(() => report.count()).toBeLessThan(all);
    await report.settled();
    for (const channel of await report.cells('channel').allTextContents())
      expect(['chat', 'portal']).toContain(channel);
  });

  await test.step('filter by a relative range', async () => {
    const before = await report.count();
    const editor = await report.startFilter('created');
    // Whole months: of the last 90 days others are left a minute later, in the other browser.
    await editor.getByRole('button', { name: 'Last quarter' }).click();
    await expect(report.chip(/Created .*quarter/)).toBeVisible();
    await expect.poll(() => report.count()).toBeLessThan(before);
  });
  const filtered = await report.count();

  await test.step('sort and page', async () => {
    await page.getByRole('columnheader', { name: 'Created' }).click();
    await expect(page).toHaveURL(/orderByField=createdAt&orderByDirection=asc/);
    await report.settled();
    const first = await report.cells('id').first().textContent();
    await page.getByRole('button', { name: 'Go to next page' }).click();
    await expect(page).toHaveURL(/page=2/);
    await expect(report.cells('id').first()).not.toHaveText(first ?? '');
    await page.goBack();
    await expect(report.cells('id').first()).toHaveText(first ?? '');
  });

  await test.step('the link shows the same rows in a second browser, after sign-in', async () => {
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('menuitem', { name: /Live link/ }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await report.settled();
    const ids = await report.cells('id').allTextContents();
    const context = await browser.newContext();
    const other = new ReportPage(await context.newPage());
    await other.page.goto(link);
    await expect(other.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await other.open(new URL(link).search);
    await expect(other.cells('id').first()).toHaveText(ids[0] ?? '');
    expect(await other.cells('id').allTextContents()).toEqual(ids);
    expect(await other.count()).toBe(filtered);
    await context.close();
  });

  await test.step('reload keeps the report', async () => {
    await page.reload();
    await expect.poll(() => report.count()).toBe(filtered);
    await expect(report.chip(/Created .*quarter/)).toBeVisible();
  });

  await test.step('the downloaded csv has one line a ticket and a header', async () => {
    const downloading = page.waitForEvent('download');
    await report.export('csv');
    const path = await (await downloading).path();
    // Demo tickets have no line breaks in their cells.
    expect(readFileSync(path, 'utf8').trimEnd().split('\r\n')).toHaveLength(filtered + 1);
  });

  await test.step('a large export is queued, mailed, and says so after a reload', async () => {
    await page.getByRole('button', { name: 'Clear all' }).click();
    await expect.poll(() => report.count()).toBe(all);
    await expect(page.getByText(/will be emailed to you \(more than 50,000 rows\)/)).toBeVisible();
    await report.export('csv');
    await expect(page.getByText(/Not mailed to anna@example.com: no mail server is set up/).first()).toBeVisible({
      timeout: 30_000,
    });
    await page.reload();
    await expect(page.getByText(/Not mailed to anna@example.com: no mail server is set up/).first()).toBeVisible();
    await page.getByRole('button', { name: 'Show exports' }).click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('dialog', { name: 'Exports' }).getByRole('link', { name: 'Download' }).click();
    const path = await (await downloading).path();
    expect(readFileSync(path, 'utf8').trimEnd().split('\r\n')).toHaveLength(all + 1);
  });
});
