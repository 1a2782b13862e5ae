import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { readXlsx } from 'hucre/xlsx';
import { COLUMN_IDS, isProvided } from '../src/contract/columns/columns';
import { address, test, tokenFor } from './reportPage';

const TOPIC = 'filters[0][key]=topic&filters[0][comparator]=%3D&filters[0][value]=Billing';
/** Few enough for a workbook to be made at once. */
const FEW = `?${TOPIC}&filters[1][key]=channel&filters[1][comparator]=%3D&filters[1][value]=walkIn`;

/** What the browser saves; nothing of it is in the page. */
async function downloaded(page: Page, click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const downloading = page.waitForEvent('download');
  await click();
  const download = await downloading;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test('the menu of the export says what each file will be, and one click changes it', async ({ report, page }) => {
  await report.open(FEW);
  await expect(report.rows.first()).toBeVisible();
  const total = await report.count();

  await test.step('a workbook of the columns as shown', async () => {
    await expect(await report.fileChoice(/^xlsx/)).toHaveText(/^xlsxdownloads now, about [\d.]+ kB$/);
    const shown = COLUMN_IDS.filter((id) => isProvided(id, { workingTime: false, subject: false }));
    const all = page.getByRole('menuitemradio', { name: `All ${shown.length} columns` });
    await expect(all).toBeChecked();
    await page.getByRole('menuitemradio', { name: /as shown/ }).click();
    const { name, bytes } = await downloaded(page, () => report.export('xlsx'));
    expect(name).toMatch(/^tickets_.*\.xlsx$/);
    const book = await readXlsx(bytes);
    expect(book.sheets[0]?.rows[0]?.slice(0, 3)).toEqual(['Id', 'Created', 'Channel']);
    // What the page says of the deadline: the state, and by how much.
    expect(book.sheets[0]?.rows[0]?.slice(-2)).toEqual(['Service level', 'Against deadline (hours)']);
    expect(book.sheets[0]?.rows).toHaveLength(total + 1);
    const about = Object.fromEntries((book.sheets[1]?.rows ?? []) as [string, string][]);
    expect(about.Filter).toBe('Topic is Billing; Channel is walk-in');

    // The link in the file opens the same report.
    await page.goto(about.Report ?? '');
    await expect.poll(() => report.count()).toBe(total);
  });

  await test.step('csv for Excel, remembered by this user and not by another', async () => {
    await (await report.fileChoice(/^csv/)).click();
    await (await report.fileChoice(/For Excel/)).click();
    await page.reload();
    await expect(await report.fileChoice(/For Excel/)).toBeChecked();
    await page.keyboard.press('Escape');
    const { bytes } = await downloaded(page, () => report.export('csv'));
    expect(bytes.toString('utf8').slice(0, 20)).toBe('\uFEFF"id";"createdAt";"c');

    const other = await tokenFor('ben@example.com', ['reportTickets', 'exportData']);
    await page.goto('about:blank');
    await page.goto(`${address()}/reporting${FEW}#token=${other}`);
    await page.getByRole('button', { name: 'Go on as ben@example.com' }).click();
    await expect(await report.fileChoice(/Comma-separated/)).toBeChecked();
  });

  await test.step('more rows than a format takes at once are mailed, and it says so', async () => {
    await page.goto(`${address()}/reporting?${TOPIC}`);
    await expect(await report.fileChoice(/^xlsx/)).toHaveText(
      /^xlsxwill be emailed to you \(more than 1,000 rows\), about/,
    );
    await expect(page.getByRole('menuitemradio', { name: /^csv/ })).toHaveText(/^csvdownloads now/);
  });
});

test('a refused export is words on the page and never a file', async ({ report, page, context }) => {
  await report.open(FEW);
  await expect(report.rows.first()).toBeVisible();
  let downloads = 0;
  page.on('download', () => {
    downloads += 1;
  });
  // The session ends between looking and clicking.
  await context.clearCookies();
  await page.getByRole('button', { name: /^Export / }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' }).or(page.getByRole('alert')).first()).toBeVisible();
  expect(downloads).toBe(0);
});
