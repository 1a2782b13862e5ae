import { expect, type Page } from '@playwright/test';
import { jobListSchema } from '../src/contract/responses/exportResponses';
import { address, type ReportPage, test, tokenFor } from './reportPage';

/** However often somebody clicks while an export is being made, it is made once. */

const CHAT = '?filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';

/** Holds what the page asks for until it is let go; counts how often it asks. */
async function holdExports(page: Page): Promise<{ asked: () => number; letGo: () => void }> {
  let asked = 0;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/export/reporting_tickets/prepare?*', async (route) => {
    asked += 1;
    await held;
    await route.continue();
  });
  return { asked: () => asked, letGo };
}

async function openAs(report: ReportPage, email: string, search: string): Promise<void> {
  const token = await tokenFor(email, ['reportTickets', 'exportData']);
  await report.page.goto(`${address()}/reporting${search}#token=${token}`);
  await expect(report.total).toBeVisible();
  await report.settled();
}

async function startCsv(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Format and columns of the file' }).click();
  await page.getByRole('menuitemradio', { name: /^csv/ }).click();
  await page.getByRole('button', { name: 'Export csv', exact: true }).click();
}

/** With the mouse and with the keyboard, while the button says that it is busy. */
async function clickAgain(page: Page): Promise<void> {
  const busy = page.getByRole('button', { name: 'Preparing …' });
  await expect(busy).toBeVisible();
  // Disabled in name only, so that it keeps the focus: a person can click it all the same.
  await busy.click({ force: true });
  await expect(busy).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  await expect(busy).toBeVisible();
}

const csvButton = (page: Page) => page.getByRole('button', { name: 'Export csv', exact: true });

test('a file that is waited for is made and downloaded once, and then can be had again', async ({ report, page }) => {
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  await openAs(report, 'carl@example.com', CHAT);
  const { asked, letGo } = await holdExports(page);
  await startCsv(page);
  await clickAgain(page);
  letGo();
  await expect.poll(() => downloads.length).toBe(1);
  await expect(csvButton(page)).toHaveAttribute('aria-disabled', 'false');
  expect(asked()).toBe(1);

  await csvButton(page).click();
  await expect.poll(() => downloads.length).toBe(2);
  expect(asked()).toBe(2);
});

test('an export that is too large to wait for is queued once', async ({ report, page }) => {
  await openAs(report, 'dora@example.com', '?period=all');
  const { asked, letGo } = await holdExports(page);
  await startCsv(page);
  await clickAgain(page);
  letGo();
  await expect(page.getByText(/your email: dora@example.com/).first()).toBeVisible();
  await expect(csvButton(page)).toHaveAttribute('aria-disabled', 'false');
  expect(asked()).toBe(1);
  const { jobs } = jobListSchema.parse(await (await page.request.get(`${address()}/api/mind/export/jobs`)).json());
  expect(jobs).toHaveLength(1);
});

test('a double click makes one file', async ({ report, page }) => {
  await openAs(report, 'emil@example.com', CHAT);
  const { asked, letGo } = await holdExports(page);
  await page.getByRole('button', { name: 'Format and columns of the file' }).click();
  await page.getByRole('menuitemradio', { name: /^csv/ }).click();
  await csvButton(page).dblclick();
  await expect(page.getByRole('button', { name: 'Preparing …' })).toBeVisible();
  const downloading = page.waitForEvent('download');
  letGo();
  await downloading;
  await expect(csvButton(page)).toHaveAttribute('aria-disabled', 'false');
  expect(asked()).toBe(1);
});
