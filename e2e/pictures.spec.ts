import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { inOpenPage as test } from './openPage';
import { test as anew } from './reportPage';

/** What the menu of a card gives: its numbers, and a picture of it. */

/** Chooses in the menu of a card, which this opens. */
async function choose(page: Page, card: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `${card}: more` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('a chart’s numbers are copied as csv and its picture is saved as PNG', async ({ report, page }) => {
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await report.open('?groupBy=channel');
  await choose(page, 'Breach by channel', 'Show as table');
  await choose(page, 'Breach by channel', 'Copy numbers as csv');
  await expect(page.getByRole('status').getByText('Copied')).toBeVisible();
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\r\n');
  expect(lines[0]).toMatch(/^"Channel","tickets","met","closed late"/);
  const tickets = lines.slice(1).map((line) => Number(line.split(',')[1]));
  expect(tickets.reduce((sum, count) => sum + count, 0)).toBe(await report.count());

  await choose(page, 'Breach by channel', 'Show as chart');
  const bars = async (chart: string) => {
    const downloading = page.waitForEvent('download');
    await choose(page, chart, 'Save as PNG');
    return readFileSync(await (await downloading).path()).readUInt32BE(20);
  };
  const few = await bars('Breach by channel');
  const channels = await page
    .getByRole('region', { name: /^Breach by/ })
    .getByRole('listitem')
    .count();
  await report.open('?groupBy=customerId');
  const rows = page.getByRole('region', { name: /^Breach by/ }).getByRole('listitem');
  await expect(rows).toHaveCount(21);
  // Each further row is 26 pixels high, and a picture has twice as many.
  const room = await bars('Breach by customer');
  expect(room).toBeGreaterThan(few);
  expect(room).toBeGreaterThan(21 * 26 * 2);
  expect(channels).toBeLessThan(21);

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const downloading = page.waitForEvent('download');
    await choose(page, 'Time to close', 'Save as PNG');
    const file = await downloading;
    expect(file.suggestedFilename()).toBe('time-to-close.png');
    const png = readFileSync(await file.path());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    // Twice the card's width, and no empty picture.
    expect(png.readUInt32BE(16)).toBeGreaterThan(1000);
    expect(png.length).toBeGreaterThan(20_000);
  }
  expect(problems).toEqual([]);
});

anew('a picture has no controls of the page in it', async ({ report, page }) => {
  // The picture is drawn from an SVG text with the card in it.
  await page.addInitScript(() => {
    const src = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src');
    const drawn: string[] = [];
    Object.defineProperty(window, 'drawn', { value: drawn });
    Object.defineProperty(HTMLImageElement.prototype, 'src', {
      ...src,
      set(this: HTMLImageElement, address: string) {
        drawn.push(decodeURIComponent(address));
        src?.set?.call(this, address);
      },
    });
  });
  await report.open();
  const chart = page.getByRole('region', { name: /^Service level/ });
  await expect(chart.getByRole('button', { name: 'closed only' })).toBeVisible();
  const downloading = page.waitForEvent('download');
  await choose(page, 'Service level', 'Save as PNG');
  await downloading;
  const another = page.waitForEvent('download');
  await choose(page, 'Breach by topic', 'Save as PNG');
  await another;
  const drawn = String(await page.evaluate(() => Object.getOwnPropertyDescriptor(window, 'drawn')?.value));
  expect(drawn).toContain('breach rate');
  expect(drawn).toContain('Complaint');
  expect(drawn).not.toMatch(/>closed only<|MuiToggleButton-root|MuiSelect-icon/);
});
