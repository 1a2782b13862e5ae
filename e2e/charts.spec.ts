import { expect, type Locator, type Page } from '@playwright/test';
import { violations } from './accessibility';
import { inOpenPage as test } from './openPage';
import type { ReportPage } from './reportPage';

/** The number before "tickets" in a mark's words. */
function countIn(words: string | null): number {
  const count = /([\d,]+) tickets/.exec(words ?? '')?.[1];
  if (count === undefined) throw new Error(`no count in "${words}"`);
  return Number(count.replaceAll(',', ''));
}

/** A column of a chart, by its place. */
function column(page: Page, chart: string, index: number): Locator {
  return page.getByRole('group', { name: new RegExp(`^${chart}`) }).locator(`[data-index="${index}"]`);
}

async function columnCount(page: Page, chart: string): Promise<number> {
  return page
    .getByRole('group', { name: new RegExp(`^${chart}`) })
    .getByRole('button')
    .count();
}

/** Clicks a mark, sees its count as the new total, and goes back. */
async function follow(report: ReportPage, all: number, count: number, click: () => Promise<void>): Promise<void> {
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(all);
  await click();
  await expect.poll(() => report.count()).toBe(count);
  await report.page.goBack();
  await expect.poll(() => report.count()).toBe(all);
}

/** Where a share of a locator's box lies on the screen. */
async function pointOf(mark: Locator, across: number, down: number): Promise<{ x: number; y: number }> {
  await mark.scrollIntoViewIfNeeded();
  const box = await mark.boundingBox();
  if (box === null) throw new Error('the mark is not on screen');
  return { x: box.x + box.width * across, y: box.y + box.height * down };
}

test('rows, states and what is left out become filters whose total is the mark’s count, and Back undoes it', async ({
  report,
  page,
}) => {
  // A key at a time.
  test.slow();
  await report.open();
  await expect(report.total).toBeVisible();
  const all = await report.count();
  const numberIn = async (mark: Locator) =>
    Number(/[\d,]+/.exec((await mark.textContent()) ?? '')?.[0].replaceAll(',', ''));

  await test.step('a topic, an ageing band, a delay', async () => {
    for (const name of [/^Complaint: /, /^Complaint, closed late/, /^7–30 d/]) {
      const mark = page.getByRole('button', { name }).first();
      await follow(report, all, countIn(await mark.getAttribute('aria-label')), () => mark.click());
    }
    const delay = page.getByRole('button', { name: /^over 30 d/ }).last();
    await follow(report, all, countIn(await delay.getAttribute('aria-label')), () => delay.click());
  });

  await test.step('a state, what a chart leaves out, a data check', async () => {
    for (const name of [/^closed late/, /^[\d,]+ not closed$/, /no deadline$/]) {
      const mark = page.getByRole('button', { name }).first();
      await follow(report, all, await numberIn(mark), () => mark.click());
    }
  });
});

test('a bar of the histogram and the met part of a month become filters', async ({ report, page }) => {
  await report.open();
  await expect(report.total).toBeVisible();
  const all = await report.count();
  const bar = column(page, 'Time to close', 8);
  await follow(report, all, countIn(await bar.getAttribute('aria-label')), async () => {
    const { x, y } = await pointOf(bar, 0.5, 0.5);
    await page.mouse.click(x, y);
  });
  const bucket = column(page, 'Service level', Math.floor((await columnCount(page, 'Service level')) / 2));
  const { x, y } = await pointOf(bucket, 0.5, 0.97);
  await page.mouse.click(x, y);
  await expect(report.chip(/Service level is met/)).toBeVisible();
  await expect(report.chip(/^Due/)).toBeVisible();
  await page.goBack();
  await expect.poll(() => report.count()).toBe(all);
});

test('what is in no group of its own, and what took longer than a percentile', async ({ report, page }) => {
  await report.open('?groupBy=customerId');
  await expect(report.total).toBeVisible();
  const all = await report.count();

  await test.step('what is in no group of its own, and one of its states', async () => {
    for (const name of [/^Other \([\d,]+\): /, /^Other \([\d,]+\), closed late/]) {
      const mark = page.getByRole('button', { name });
      await follow(report, all, countIn(await mark.getAttribute('aria-label')), () => mark.click());
    }
  });

  await test.step('a percentile: what took longer, with the keyboard', async () => {
    const mark = page.getByRole('button', { name: /^p90 .*took longer/ });
    await mark.press('Enter');
    await expect(report.chip(/^Time to close more than/)).toBeVisible();
    await expect.poll(() => report.count()).toBeLessThan(all / 10);
    await page.goBack();
    await expect.poll(() => report.count()).toBe(all);
  });
});

test('a drag over columns becomes a range, on the histogram and on the time axis', async ({ report, page }) => {
  await report.open();
  await expect(report.total).toBeVisible();
  const all = await report.count();
  for (const [chart, from, to] of [
    ['Time to close', 6, 9],
    ['Service level', 2, 4],
  ] as const) {
    const start = await pointOf(column(page, chart, from), 0.5, 0.4);
    const end = await pointOf(column(page, chart, to), 0.5, 0.6);
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(end.x, end.y, { steps: 6 });
    const words = await page
      .getByRole('group', { name: new RegExp(`^${chart}`) })
      .locator('text')
      .textContent();
    await expect(page.locator('.recharts-tooltip-wrapper').filter({ visible: true })).toHaveCount(0);
    await follow(report, all, countIn(words), () => page.mouse.up());
  }

  await test.step('Escape takes a drag back', async () => {
    const start = await pointOf(column(page, 'Time to close', 6), 0.5, 0.4);
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(start.x + 150, start.y, { steps: 4 });
    const selection = page.getByRole('group', { name: /^Time to close/ }).locator('text');
    await expect(selection).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(selection).toBeHidden();
    await page.mouse.up();
    await expect(page).not.toHaveURL(/secondsToClose/);
  });
});

test('a tooltip goes with the bars that it tells of, and the label of a point gives way to the words of a bar', async ({
  report,
  page,
}) => {
  await report.open();
  await report.settled();
  const card = page.getByRole('region', { name: /^Service level/ });
  await test.step('from the keyboard', async () => {
    const label = card.locator('.signal');
    await expect(label).toBeVisible();
    await column(page, 'Service level', 0).focus();
    await page.keyboard.press('ArrowRight');
    await expect(card.getByText(/^week of .* tickets/)).toBeVisible();
    await expect(label).toBeHidden();
  });
  const { x, y } = await pointOf(column(page, 'Service level', 4), 0.5, 0.8);
  await page.mouse.move(x, y);
  const tooltip = card.locator('.recharts-tooltip-wrapper').filter({ visible: true });
  await expect(tooltip).toContainText(/^week of/);
  await page.mouse.click(x, y);
  await expect(card.getByRole('heading')).toHaveText(/by day/);
  await expect(tooltip).toHaveCount(0);
  const day = await pointOf(column(page, 'Service level', 2), 0.5, 0.6);
  await page.mouse.move(day.x, day.y);
  await expect(tooltip).toContainText(/^\d+ \w+ \d{4} · /);
});

test('axes: a grid line at every count, ticks that name their days, and a group that is not among the usual ones', async ({
  report,
  page,
}) => {
  await report.open('?groupBy=incomingMessages&bucket=hour');
  for (const name of [/^Service level/, /^Time to close/]) {
    const card = page.getByRole('region', { name });
    const counts = card.locator('.recharts-yAxis-tick-labels').first().locator('text');
    await expect(counts.nth(2)).toBeVisible();
    await expect(card.locator('.recharts-cartesian-grid-horizontal line')).toHaveCount(await counts.count());
  }
  const axis = page.getByRole('region', { name: /^Service level/ }).locator('.axis-ticks');
  // It begins 400 hours ago: within a day, or at its midnight.
  await expect(axis).toContainText(/^(?:\d\d:\d\d)?\d+ [A-Z][a-z]{2} ?20\d\d\d+ [A-Z][a-z]{2}/);
  await expect(page.getByRole('combobox', { name: 'Group by' })).toHaveText('incoming messages');
});

test('the period before names its days, and says why there is none', async ({ report, page }) => {
  // Two months, so that there are tickets on the first of one, too.
  const months =
    'filters[0][key]=createdAt&filters[0][comparator]=between&filters[0][from]=now-1M/M&filters[0][to]=now/M';
  await report.open(`?${months}`);
  const figures = page.getByRole('region', { name: 'Figures' });
  await expect(figures).toContainText(/vs .*so far/);
  await expect(figures.getByTitle(/\(so far\) compared with/).first()).toBeVisible();
  await report.open(`?${months}&filters[1][key]=dueBy&filters[1][comparator]=%3E&filters[1][value]=2020-01-01`);
  await expect(figures).toContainText('no period before: Due');
  await report.open(`?${months}&filters[1][key]=status&filters[1][comparator]=isNotEmpty`);
  await expect(figures).toContainText('no comparison: what Status was then is not known');
});

test('with the keyboard alone: arrows, Shift and Enter on the columns, and every count of the table', async ({
  report,
  page,
}) => {
  await report.open();
  await expect(report.total).toBeVisible();
  const all = await report.count();

  const first = column(page, 'Time to close', 0);
  await first.focus();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight');
  // Who moves with the keyboard is told what a pointer is.
  await expect(
    page.getByRole('region', { name: /^Time to close/ }).locator('svg text', { hasText: 'closed by then' }),
  ).toBeVisible();
  const counts = await Promise.all(
    [5, 6, 7].map(async (index) => countIn(await column(page, 'Time to close', index).getAttribute('aria-label'))),
  );
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  const sum = counts.reduce((total, count) => total + count, 0);
  await follow(report, all, sum, () => page.keyboard.press('Enter'));

  await page.getByRole('button', { name: 'Service level: more' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Show as table' }).press('Enter');
  const table = page.getByRole('region', { name: 'Service level: numbers' });
  // Columns: when, all, met, closed late, ...
  const late = table.getByRole('row').nth(3).getByRole('cell').nth(2).getByRole('button');
  const count = Number((await late.textContent())?.replaceAll(',', ''));
  await follow(report, all, count, () => late.press('Enter'));
  expect(await violations(page)).toEqual([]);
});
