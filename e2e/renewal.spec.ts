import { expect } from '@playwright/test';
import { test } from './reportPage';

const DAY_MS = 86_400_000;

/** A page that is left open does not keep its first moment; one that is fixed does. */

test('the moment is renewed with a change after five minutes, by itself, at midnight and on return', async ({
  report,
  page,
}) => {
  let renewals = 0;
  page.on('response', (response) => {
    if (response.url().endsWith('/profile') && response.ok()) renewals += 1;
  });
  // The server's day is at noon: in its last minutes the first jump would reach midnight.
  await page.route('**/profile', async (route) => {
    const response = await route.fetch();
    const noon = new Date(Date.now() - DAY_MS).setUTCHours(12, 0, 0);
    await route.fulfill({ response, headers: { ...response.headers(), date: new Date(noon).toUTCString() } });
  });
  await page.clock.install();
  await report.open();
  await report.settled();
  const from = renewals;
  const renewed = async (times: number) => {
    await expect.poll(() => renewals - from).toBe(times);
    await report.settled();
  };

  await page.clock.fastForward('06:00');
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(page).toHaveURL(/page=2/);
  await renewed(0);
  await page.getByRole('columnheader', { name: 'Created' }).click();
  await renewed(1);

  await page.getByRole('button', { name: 'Refresh by itself: not by itself' }).click();
  await expect(page.getByRole('menuitemradio', { name: 'Every minute' })).toBeVisible();
  await page.getByRole('menuitemradio', { name: 'Every 5 min' }).click();
  await page.clock.fastForward('04:30');
  await renewed(1);
  await page.clock.fastForward('00:40');
  await renewed(2);
  await page.getByRole('button', { name: 'Refresh by itself: every 5 min' }).click();
  await page.getByRole('menuitemradio', { name: 'Not by itself' }).click();

  await page.clock.fastForward('24:00:00');
  await renewed(3);
  await page.clock.fastForward('02:00');
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await renewed(4);
});

test('a fixed report is never renewed', async ({ report, page }) => {
  await page.clock.install();
  await report.open('?asOf=2026-01-01%2012:00:00');
  await report.settled();
  let renewals = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/profile')) renewals += 1;
  });
  await page.clock.fastForward('26:00:00');
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.getByRole('columnheader', { name: 'Created' }).click();
  await report.settled();
  expect(renewals).toBe(0);
});
