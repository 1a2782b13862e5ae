import { devices, expect, type Locator } from '@playwright/test';
import { inOpenPage as test } from './openPage';
import { test as anew } from './reportPage';

/** The number before "tickets" in a row's name. */
async function countOf(row: Locator): Promise<number> {
  const name = (await row.getAttribute('aria-label')) ?? '';
  return Number(/([\d,]+) tickets/.exec(name)?.[1]?.replaceAll(',', ''));
}

test('a second click on a tile takes its filter back', async ({ report, page }) => {
  await report.open();
  await expect(report.total).toBeVisible();
  const all = await report.count();
  const tile = page.getByRole('button', { name: /^Overdue/ }).first();
  await tile.click();
  await expect.poll(() => report.count()).toBeLessThan(all);
  await expect(report.chip(/Overdue/i)).toBeVisible();
  await tile.click();
  await expect.poll(() => report.count()).toBe(all);
  await expect(report.chip(/Overdue/i)).toHaveCount(0);
});

test('rows that are clicked with Ctrl mean either', async ({ report, page }) => {
  await report.open('?period=all&groupBy=channel');
  const rows = page.getByRole('region', { name: /^Breach by/ }).locator('.row');
  await expect(rows.nth(2)).toBeVisible();
  const expected = (await countOf(rows.nth(0))) + (await countOf(rows.nth(2)));
  await page.keyboard.down('Control');
  for (const at of [0, 1, 2, 1]) await rows.nth(at).click();
  await expect(rows.nth(0)).toHaveAttribute('aria-pressed', 'true');
  await expect(rows.nth(1)).not.toHaveAttribute('aria-pressed');
  await page.keyboard.up('Control');
  await expect.poll(() => report.count()).toBe(expected);
});

test('what a click on a mark does is said to who points at one, until one was made', async ({ report, page }) => {
  await report.open();
  const rows = page.getByRole('region', { name: /^Breach by/ }).locator('.row');
  const hint = page.getByText('A click shows only these');
  await rows.nth(0).hover();
  await expect(hint).toBeVisible();
  await rows.nth(0).click();
  await expect(report.chip(/^Topic/)).toBeVisible();
  await report.settled();
  // Rows that come to lie under the pointer say what they are.
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  const ages = page.getByRole('region', { name: /^Not closed, by age/ }).locator('.row');
  await ages.nth(1).hover();
  await expect(page.getByRole('tooltip')).toBeVisible();
  await expect(hint).toHaveCount(0);
});

test.describe('with a finger', () => {
  const { viewport, hasTouch, isMobile, userAgent } = devices['Pixel 7'];
  test.use({ viewport, hasTouch, isMobile, userAgent });

  anew('the first tap says what the second one does', async ({ report, page }) => {
    await report.open('?period=all&groupBy=channel');
    await expect(report.total).toBeVisible();
    const all = await report.count();
    const row = page
      .getByRole('region', { name: /^Breach by/ })
      .locator('.row')
      .first();
    const count = await countOf(row);
    await row.tap();
    await expect(page.getByText(/^Tap again for: Channel is /)).toBeVisible();
    expect(await report.count()).toBe(all);
    await row.tap();
    await expect.poll(() => report.count()).toBe(count);
    await expect(page.getByText(/^Tap again for/)).toHaveCount(0);
  });

  anew('what is told of a tapped bar does not promise what one click does', async ({ report, page }) => {
    await report.open();
    await report.settled();
    const card = page.getByRole('region', { name: /^Service level/ });
    await card.locator('[data-index="3"]').tap();
    await expect(page.getByText(/^Tap again for: Due/)).toBeVisible();
    const told = card.locator('.recharts-tooltip-wrapper').filter({ visible: true });
    await expect(told).toContainText('breach rate');
    await expect(page.getByText('A click shows only these')).toBeHidden();
    await card.getByRole('heading').first().tap();
    await expect(told).toHaveCount(0);
  });
});
