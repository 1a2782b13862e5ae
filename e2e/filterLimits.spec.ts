import { expect, type Page } from '@playwright/test';
import { MAX_FILTERS, MAX_VALUES } from '../src/contract/query/filters';
import { inOpenPage as test } from './openPage';
import type { ReportPage } from './reportPage';

/** A click on a mark adds filters, up to as many as a query can hold: beyond that nothing is added, and it says why. */

/** Filters that leave everything. */
function filters(count: number): string {
  return Array.from({ length: count }, (_, at) => `filters[${at}][key]=id&filters[${at}][comparator]=isNotEmpty`).join(
    '&',
  );
}

/** One filter of so many values, that leaves nearly everything. */
function values(count: number): string {
  const each = Array.from({ length: count }, (_, at) => `filters[0][values][]=${at}`);
  return ['filters[0][key]=id', 'filters[0][comparator]=notIn', ...each].join('&');
}

const breachTile = (page: Page) => page.getByRole('button', { name: /^Breach rate: .* Show only these$/ });
const topicBar = (page: Page) => page.getByRole('button', { name: /^Complaint: / });
const alert = (page: Page) => page.getByRole('region', { name: 'Figures' }).locator('..').getByRole('alert');

async function expectRefused(report: ReportPage, why: string): Promise<void> {
  const { page } = report;
  const [address, count] = [page.url(), await report.count()];
  for (const mark of [breachTile(page), topicBar(page), page.getByRole('button', { name: /^p90 .*took longer/ })]) {
    await mark.click();
    await expect(alert(page)).toHaveText(`${why}: take one away to add another.`);
    expect(page.url()).toBe(address);
  }
  expect(await report.count()).toBe(count);
}

test('the last filter that there can be is taken from a chart, and the next one refused', async ({ report, page }) => {
  await report.open(`?${filters(MAX_FILTERS - 1)}`);
  await report.settled();
  const all = await report.count();
  await topicBar(page).click();
  await expect(report.chip('Topic is Complaint')).toBeVisible();
  await expect.poll(() => report.count()).toBeLessThan(all);
  await report.settled();
  await expect(alert(page)).toHaveCount(0);
  await breachTile(page).click();
  await expect(alert(page)).toHaveText('50 filters are the most: take one away to add another.');
  await expect(page.getByRole('button', { name: /^Remove the filter on/ })).toHaveCount(MAX_FILTERS);

  await page.getByRole('button', { name: 'Remove the filter on Topic' }).click();
  await expect(alert(page)).toHaveCount(0);
  await expect.poll(() => report.count()).toBe(all);
});

test('with as many filters as there can be, no mark of a chart adds one', async ({ report }) => {
  await report.open(`?${filters(MAX_FILTERS)}`);
  await report.settled();
  await expectRefused(report, '50 filters are the most');
});

test('with as many values as there can be, no mark of a chart adds one', async ({ report }) => {
  await report.open(`?${values(MAX_VALUES)}`);
  await report.settled();
  await expectRefused(report, '1,000 values in all filters are the most');
});

test('with room for one more value, a mark of one is taken and a mark of two is not', async ({ report, page }) => {
  await report.open(`?${values(MAX_VALUES - 1)}`);
  await report.settled();
  await breachTile(page).click();
  await expect(alert(page)).toHaveText('1,000 values in all filters are the most: take one away to add another.');
  await topicBar(page).click();
  await expect(report.chip('Topic is Complaint')).toBeVisible();
  await expect(alert(page)).toHaveCount(0);
});
