import { expect, type Page } from '@playwright/test';
import { test } from './reportPage';

/** A server that is busy, with others or with this user, or that met a limit. */

const DATA = /\/api\/mind\/(report|export)\/reporting_tickets/;

async function answerWith(
  page: Page,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): Promise<void> {
  await page.route(DATA, (route) => route.fulfill({ status, headers, json: body }));
}

test('a report that waits says that others are being served', async ({ report, page }) => {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(DATA, async (route) => {
    await released;
    await route.continue();
  });
  await page.route('**/api/mind/line', (route) => route.fulfill({ json: { waiting: 4, running: 0, others: 2 } }));
  await report.open();
  await expect(page.getByRole('status').filter({ hasText: 'Others are being served; yours is next' })).toBeVisible();
  release();
  await expect(report.rows.first()).toBeVisible();
  await expect(page.getByText('Others are being served')).toHaveCount(0);
});

test('too many questions at once: the page says so, and goes on by itself', async ({ report, page }) => {
  const error = { code: 'tooManyRequests', message: 'Too many of your questions wait for an answer already' };
  await answerWith(page, 429, { error }, { 'Retry-After': '2' });
  await report.open();
  await expect(page.getByText('Too much at once').first()).toBeVisible();
  await page.unroute(DATA);
  await expect(report.rows.first()).toBeVisible();
});

test('a limit of the engine is named, and the same question is not asked again and again', async ({ report, page }) => {
  const message = 'The question took longer than ENGINE_SECONDS lets it: 30 s';
  let asked = 0;
  await page.route(DATA, (route) => {
    asked += 1;
    return route.fulfill({ status: 503, json: { error: { code: 'limitExceeded', message } } });
  });
  await report.open();
  await expect(page.getByText(message).first()).toBeVisible();
  const before = asked;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => asked).toBe(before + 2);
});
