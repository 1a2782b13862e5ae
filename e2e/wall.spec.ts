import { expect } from '@playwright/test';
import { inOpenPage as test } from './openPage';
import { test as anew } from './reportPage';

/** The report on a wall: large, without controls, renewed by itself, and never blank. */

const WALL = '?filters[0][key]=createdAt&filters[0][comparator]=%3E%3D&filters[0][value]=now-90d&display=wall';
const SCREEN = { width: 1920, height: 1080 };

for (const colorScheme of ['light', 'dark'] as const) {
  test(`all of it is on the screen and can be read from three metres, ${colorScheme}`, async ({ report, page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(SCREEN);
    await report.open(WALL);
    const figures = page.locator('section', { has: page.locator('.figure') });
    await expect(figures).toBeVisible({ timeout: 45_000 });
    await expect(page.locator('.recharts-surface').first()).toBeVisible();
    const seen = await page.evaluate(() => {
      const isShown = (element: Element) => element.checkVisibility({ opacityProperty: true });
      const texts = [...document.querySelectorAll('main *')].filter(
        (element) =>
          isShown(element) &&
          [...element.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent?.trim()),
      );
      const zoom = Number(document.querySelector('main')?.style.zoom);
      const sizes = texts.map((element) => Number.parseFloat(getComputedStyle(element).fontSize) * zoom);
      const { scrollHeight, scrollWidth } = document.documentElement;
      const operated = [...document.querySelectorAll('button, a, [role=button], [tabindex]')];
      return {
        smallest: Math.min(...sizes),
        largest: Math.max(...sizes),
        scrolls: scrollHeight > innerHeight || scrollWidth > innerWidth,
        controls: operated.filter((element) => isShown(element) && element.closest('[inert]') === null).length,
      };
    });
    // 15 px are 9 mm high on a screen of 55 inches.
    expect(seen.smallest).toBeGreaterThanOrEqual(15);
    expect(seen.largest).toBeGreaterThanOrEqual(44);
    expect(seen.scrolls).toBe(false);
    expect(seen.controls).toBe(0);
    await expect(page.locator('h2 .MuiSelect-select')).toHaveCSS('text-decoration-line', 'none');
  });
}

test('Escape leaves it, by Back it is there again; a menu of the moment leads to it', async ({ report, page }) => {
  await report.open(`${WALL}&refresh=15`);
  await expect(page.getByRole('heading', { name: 'Created from 90 days ago on' })).toBeVisible({ timeout: 45_000 });
  await expect(page.getByRole('grid')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await report.settled();
  await expect(page).not.toHaveURL(/display=wall/);
  await page.goBack();
  await expect(page.getByRole('grid')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Refresh by itself: every 15 min' }).click();
  await page.getByRole('menuitem', { name: 'Wall display' }).click();
  await expect(page).toHaveURL(/display=wall&refresh=15/);
});

anew(
  'it renews itself as often as its address says; while the server is away it goes on to show what it has',
  async ({ report, page }) => {
    await page.clock.install();
    await report.open(`${WALL}&refresh=1`);
    const figures = page.locator('section', { has: page.locator('.figure') });
    await expect(figures).toBeVisible({ timeout: 45_000 });
    let reports = 0;
    page.on('response', (response) => {
      if (response.url().includes('/report/reporting_tickets') && response.ok()) reports += 1;
    });
    await page.clock.fastForward('01:10');
    await expect.poll(() => reports).toBe(1);
    const shown = await figures.textContent();

    await page.route('**/api/**', (route) => route.abort());
    await page.clock.fastForward('01:10');
    await expect(page.getByRole('status').filter({ hasText: 'the page asks again by itself' })).toBeVisible();
    expect(await figures.textContent()).toBe(shown);
    await page.clock.fastForward('01:00:00');
    await expect(figures).toBeVisible();

    await page.unroute('**/api/**');
    await page.clock.fastForward('01:10');
    await expect(page.getByRole('status').filter({ hasText: 'the page asks again by itself' })).toHaveCount(0);
    await expect(figures).toBeVisible();
  },
);
