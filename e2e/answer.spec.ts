import { expect } from '@playwright/test';
import { inOpenPage as test } from './openPage';
import { address, test as anew } from './reportPage';

const NINETY_DAYS =
  'filters[0][key]=createdAt&filters[0][comparator]=between&filters[0][from]=now-90d&filters[0][to]=now';

anew(
  'a bare address opens the last 90 days, and all time is one click whose link stays all time',
  async ({ report, page }) => {
    await report.open('');
    await report.settled();
    await expect(page).toHaveURL(`${address()}/reporting?${NINETY_DAYS}`);
    await expect(report.chip(/^Created in the last 90 days/)).toBeVisible();
    const young = await report.count();
    await page.getByRole('button', { name: 'Remove the filter on Created' }).click();
    await expect(page).toHaveURL(`${address()}/reporting?period=all`);
    await expect.poll(() => report.count()).toBeGreaterThan(young);
    await page.reload();
    await report.settled();
    await expect(page).toHaveURL(`${address()}/reporting?period=all`);
    await page.goBack();
    await expect(page).toHaveURL(`${address()}/reporting?${NINETY_DAYS}`);
    // The days end now: meanwhile a few tickets can have come in or gone out.
    await expect.poll(async () => Math.abs((await report.count()) - young)).toBeLessThan(10);
  },
);

test('the period is chosen by its control, also from all time, and the focus stays on it', async ({ report, page }) => {
  await report.open();
  await report.settled();
  await page.getByRole('button', { name: 'All time' }).click();
  await page.getByRole('button', { name: /^Last 30 days/ }).click();
  await expect(report.chip(/^Created in the last 30 days/)).toBeFocused();
});

test('where a period is too short to tell since when, a longer one is a click away', async ({ report, page }) => {
  await report.open(`?${NINETY_DAYS.replace('now-90d', 'now-7d')}`);
  const answer = page.getByRole('region', { name: 'Answer' });
  await expect(answer).toContainText(/Too short to tell since when: \d+ days would\./);
  await expect(page.getByRole('region', { name: 'Service level' })).toContainText('It takes 8 buckets of 30 tickets.');
  const longer = answer.getByRole('button', { name: /^\d+ days$/ });
  const days = await longer.textContent();
  await longer.click();
  await expect(report.chip(new RegExp(`^Created in the last ${days}`))).toBeVisible();
  await expect(answer).toContainText(/normal|Nothing unusual|Mostly/);
  await expect(answer).not.toContainText('Too short');
});

test('the report answers first, and what it counts is one click away', async ({ report, page }) => {
  await report.open(`?${NINETY_DAYS}`);
  const answer = page.getByRole('region', { name: 'Answer' });
  await expect(answer).toContainText(/^[\d.]+ % of [\d,]+ tickets closed or due were late/);
  const [overdue, earlier] = [/are overdue now/, /^Also [\d,]+ created earlier/].map((text) =>
    answer.locator(':scope > span').filter({ hasText: text }).getByRole('button'),
  );
  const counts = [Number(await overdue?.textContent()), Number(await earlier?.textContent())];
  await overdue?.click();
  await expect(report.chip(/Service level is overdue/)).toBeVisible();
  await expect.poll(() => report.count()).toBe(counts[0]);
  // What is older takes the place of the period.
  await earlier?.click();
  await expect(report.chip(/^Created before/)).toBeVisible();
  await expect.poll(() => report.count()).toBe(counts[1]);
});
