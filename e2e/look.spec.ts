import { expect } from '@playwright/test';
import { inOpenPage as test } from './openPage';
import { test as anew } from './reportPage';

/** Quiet states: nothing jumps, nothing disappears without a word. */

anew('what needs a permission is there, off, and says which', async ({ report, page }) => {
  await report.open('?period=all', ['reportTickets']);
  const header = page.getByRole('banner');
  for (const [name, permission] of [
    ['Exports', 'exportData'],
    ['Import', 'importTickets'],
  ] as const) {
    const control = header.getByRole('button', { name });
    await expect(control).toBeDisabled();
    await expect(control).toHaveAccessibleDescription(new RegExp(`needs the permission ${permission}`));
    await control.click({ force: true });
    await expect(header.getByText(new RegExp(`needs the permission ${permission}`))).toBeInViewport();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});

test('what an export says comes over the page, which stays where it is', async ({ report, page }) => {
  await report.open('?filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat');
  const figures = page.getByRole('region', { name: 'Figures' });
  await expect(figures).toBeVisible();
  await report.settled();
  const before = await figures.boundingBox();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export csv', exact: true }).click();
  await downloading;
  await expect(page.getByText(/^Downloading [\d,]+ tickets/)).toBeInViewport();
  expect(await figures.boundingBox()).toEqual(before);
});

test('where a breakdown has one value, the other columns are offered beside it, the finer one first', async ({
  report,
  page,
}) => {
  await report.open('?filters[0][key]=topic&filters[0][comparator]=%3D&filters[0][value]=Billing');
  const card = page.getByRole('region', { name: /^Breach by/ });
  await expect(card.getByRole('listitem')).toHaveCount(1);
  const offered = card.getByRole('button', { name: /^Compare by / });
  await expect(offered.first()).toHaveAccessibleName('Compare by sub-topic');
  expect(await offered.count()).toBeGreaterThan(2);
  await offered.first().click();
  await expect(page).toHaveURL(/groupBy=subTopic/);
  await expect(card.getByRole('listitem').nth(1)).toBeVisible();
});

test('the histogram begins and ends with what has tickets', async ({ report, page }) => {
  await report.open(
    '?filters[0][key]=secondsToClose&filters[0][comparator]=between&filters[0][from]=3600&filters[0][to]=86399',
  );
  const bars = page.getByRole('group', { name: /^Time to close/ }).getByRole('button');
  await expect(bars.first()).toHaveAccessibleName(/^1 h to under 2 h/);
  await expect(bars.last()).toHaveAccessibleName(/^8 h to under 1 d/);
});

test('what a drag says is whole on a phone as well, at either end of the axis', async ({ report, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await report.open();
  await report.settled();
  const chart = page.getByRole('group', { name: /^Service level/ });
  const bars = chart.getByRole('button');
  const count = await bars.count();
  for (const [from, to] of [
    [0, 1],
    [count - 1, count - 3],
  ] as const) {
    await bars.nth(from).hover();
    await page.mouse.down();
    await bars.nth(to).hover({ force: true });
    const words = chart.locator('text');
    await expect(words).toHaveText(/^weeks of .* tickets$/);
    const [text, card] = await Promise.all([
      words.boundingBox(),
      page.getByRole('region', { name: /^Service level/ }).boundingBox(),
    ]);
    if (text === null || card === null) throw new Error('nothing is drawn');
    expect(text.x).toBeGreaterThanOrEqual(card.x);
    expect(text.x + text.width).toBeLessThanOrEqual(card.x + card.width);
    await page.mouse.up();
    await expect(report.chip(/^Due/)).toBeVisible();
    await page.goBack();
    await expect(report.chip(/^Due/)).toHaveCount(0);
  }
});

test('in the header no control goes to a line of its own, and a line that scrolls on a phone fades out', async ({
  report,
  page,
}) => {
  await report.open('?period=all');
  const header = page.getByRole('banner');
  const top = async (name: string) => (await header.getByRole('button', { name }).boundingBox())?.y;
  const heights = new Set<number | undefined>();
  for (let width = 760; width <= 1100; width += 20) {
    await page.setViewportSize({ width, height: 800 });
    expect(await top('Import'), `at ${width} px`).toBe(await top('Exports'));
    heights.add((await header.boundingBox())?.height);
  }
  // It has been two lines and one.
  expect(heights.size).toBeGreaterThan(1);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const line of [header.getByRole('button', { name: 'Exports' }), report.chip(/Created|all time/i)]) {
    const fades = await line.evaluate((control) => {
      for (let each = control.parentElement; each !== null; each = each.parentElement) {
        if (getComputedStyle(each).overflowX === 'auto') return getComputedStyle(each).maskImage;
      }
      return null;
    });
    expect(fades).toContain('linear-gradient');
  }
});
