import { expect } from '@playwright/test';
import { test } from './reportPage';

test('on paper the report is light, has no controls, and its rows are a table that says what it leaves out', async ({
  report,
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await report.open(
    '?columns=id,channel,direction,status,priority,contractId,topic,subTopic,createdAt,closedAt,dueBy,modifiedAt,email,rawData',
  );
  await report.settled();
  const html = page.locator('html');
  await expect(html).toHaveClass(/dark/);
  const ids = await report.cells('id').allTextContents();

  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await expect(html).not.toHaveClass(/dark/);
  const table = page.getByRole('table').filter({ has: page.getByRole('columnheader', { name: 'Contract' }) });
  await expect(table.getByRole('columnheader')).toHaveCount(12);
  for (const id of ids.slice(0, 3)) await expect(table.getByRole('cell', { name: id, exact: true })).toBeVisible();
  await expect(page.getByText('not printed: Agent, Raw data')).toBeVisible();
  await expect(page.getByRole('grid')).toBeHidden();
  for (const control of ['Add filter', 'Views', 'Copy link']) {
    await expect(page.getByRole('button', { name: control })).toBeHidden();
  }
  await expect(page.getByRole('heading', { name: /^Service level/ })).toBeVisible();

  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  await expect(html).toHaveClass(/dark/);
  await expect(table).toHaveCount(0);
});

test('pages are A4', async ({ report, page }) => {
  await report.open();
  await report.settled();
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
  expect(boxes.length).toBeGreaterThan(1);
  for (const [, width, height] of boxes)
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842]);
});

/** As it is on paper: nothing observes sizes there, so charts stay as they were drawn for the screen. */
for (const width of [390, 1440, 2200]) {
  test(`charts drawn for ${width} px stay in their cards on paper`, async ({ report, page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript(() => {
      const isPrinting = () => matchMedia('print').matches;
      window.ResizeObserver = class extends ResizeObserver {
        constructor(callback: ResizeObserverCallback) {
          super((...sizes) => !isPrinting() && callback(...sizes));
        }
      };
    });
    await report.open();
    await report.settled();
    await expect(page.locator('.recharts-surface').nth(1)).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => {
      // A4 without its margins.
      document.documentElement.style.width = '703px';
    });
    const charts = page.locator('section:has(.recharts-surface)');
    await expect(charts).toHaveCount(2);
    for (const chart of await charts.all()) {
      const { card, drawn, beside } = await chart.evaluate((section) => {
        const surface = section.querySelector('.recharts-surface');
        const [card, drawn] = [section.getBoundingClientRect(), surface?.getBoundingClientRect()];
        const area = surface?.closest('section > *')?.getBoundingClientRect();
        return { card: card.toJSON(), drawn: drawn?.toJSON(), beside: (area?.height ?? 0) - (drawn?.height ?? 0) };
      });
      expect(drawn.right).toBeLessThanOrEqual(card.right);
      expect(drawn.bottom).toBeLessThanOrEqual(card.bottom);
      expect(drawn.width).toBeGreaterThan(card.width * 0.8);
      // Neither over what is below it, nor far above that.
      expect(Math.abs(beside)).toBeLessThan(4);
    }
  });
}
