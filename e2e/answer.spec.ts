import { expect } from '@playwright/test';
import { address, test } from './reportPage';

test('a bare address opens the last 90 days, and all time is one click whose link stays all time', async ({
  report,
  page,
}) => {
  await report.open('');
  await report.settled();
  const ninetyDays =
    'filters[0][key]=createdAt&filters[0][comparator]=between&filters[0][from]=now-90d&filters[0][to]=now';
  await expect(page).toHaveURL(`${address()}/reporting?${ninetyDays}`);
  await expect(report.chip(/^Created in the last 90 days/)).toBeVisible();
  const young = await report.count();
  await page.getByRole('button', { name: 'Remove the filter on Created' }).click();
  await expect(page).toHaveURL(`${address()}/reporting?period=all`);
  await expect.poll(() => report.count()).toBeGreaterThan(young);
  await page.reload();
  await report.settled();
  await expect(page).toHaveURL(`${address()}/reporting?period=all`);
  await page.goBack();
  await expect(page).toHaveURL(`${address()}/reporting?${ninetyDays}`);
  // The days end now: meanwhile a few tickets can have come in or gone out.
  await expect.poll(async () => Math.abs((await report.count()) - young)).toBeLessThan(10);
});

test('the period is chosen by its control, also from all time, and the focus stays on it', async ({ report, page }) => {
  await report.open();
  await report.settled();
  await page.getByRole('button', { name: 'All time' }).click();
  await page.getByRole('button', { name: /^Last 30 days/ }).click();
  await expect(report.chip(/^Created in the last 30 days/)).toBeFocused();
});

test('the report answers first, and what it counts is one click away', async ({ report, page }) => {
  await report.open('');
  const answer = page.getByRole('region', { name: 'Answer' });
  await expect(answer).toContainText(/^[\d.]+ % of [\d,]+ tickets closed or due were late/);
  const overdue = answer.getByRole('button').last();
  const count = Number((await overdue.textContent())?.replace(/\D/g, ''));
  await overdue.click();
  await expect(report.chip(/Service level is overdue/)).toBeVisible();
  await expect.poll(() => report.count()).toBe(count);
});
