import { devices, expect, type Page } from '@playwright/test';
import { inOpenPage as test } from './openPage';
import { test as anew } from './reportPage';

/**
 * Controls that are smaller than this, an area around them that answers as well counted. Marks of a chart are in its
 * table too, and links within a sentence are as high as its lines, which WCAG excepts.
 */
function tooSmall(page: Page, least: number): Promise<string[]> {
  return page.evaluate((least) => {
    const controls = '#root :is(a[href], button, input, [role=button], [role=combobox], [role=columnheader])';
    const excepted = 'svg *, .part, button:not([class]), .MuiSelect-nativeInput, [hidden] *';
    return [...document.querySelectorAll<HTMLElement>(controls)].flatMap((control) => {
      const box = control.getBoundingClientRect();
      if (box.width === 0 || control.matches(excepted) || getComputedStyle(control).visibility === 'hidden') return [];
      const around = getComputedStyle(control, '::after');
      const area = around.position === 'absolute' ? around : { width: '0', height: '0' };
      const width = Math.max(box.width, Number.parseFloat(area.width) || 0);
      const height = Math.max(box.height, Number.parseFloat(area.height) || 0);
      const name = control.getAttribute('aria-label') ?? control.textContent;
      return Math.min(width, height) < least - 0.5 ? [`${name} ${width} x ${height}`] : [];
    });
  }, least);
}

test('a mouse finds every control 24 px large', async ({ report, page }) => {
  await report.open();
  await expect(page.getByRole('region', { name: /^Breach by/ })).toBeVisible();
  await report.settled();
  expect(await tooSmall(page, 24)).toEqual([]);
});

test.describe('with a finger', () => {
  const { viewport, hasTouch, isMobile, userAgent } = devices['Pixel 7'];
  test.use({ viewport, hasTouch, isMobile, userAgent });

  anew('every control is 44 px large', async ({ report, page }) => {
    await report.open();
    await expect(page.getByRole('region', { name: /^Breach by/ })).toBeVisible();
    await report.settled();
    expect(await tooSmall(page, 44)).toEqual([]);
  });
});

test.describe('where the system has few colours', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });

  anew('bars, legends and chosen states stay told apart', async ({ report, page }) => {
    await report.open();
    const card = page.getByRole('region', { name: /^Breach by/ });
    await expect(card).toBeVisible();
    const colourOf = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).backgroundColor);
    const ground = await colourOf('section');
    expect(await colourOf('.bar > :nth-child(1)')).not.toBe(await colourOf('.bar > :nth-child(2)'));
    expect(await colourOf('[data-swatch]')).not.toBe(ground);
    expect(await colourOf('.MuiToggleButton-root.Mui-selected')).not.toBe(
      await colourOf('.MuiToggleButton-root:not(.Mui-selected)'),
    );
  });
});
