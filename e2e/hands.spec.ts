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

  anew('words keep their lines in what is a finger high', async ({ report, page }) => {
    await report.open();
    const card = page.getByRole('region', { name: /^Breach by/ });
    await expect(card).toBeVisible();
    await report.settled();
    await test.step('a long name has two of them, and none that is cut', async () => {
      const heights = await card
        .locator('.row')
        .evaluateAll((rows) =>
          rows.map((row) => row.clientHeight / Number.parseFloat(getComputedStyle(row).lineHeight)),
        );
      expect(Math.max(...heights)).toBeLessThan(2.1);
    });
    await test.step('the words of a line of the legend stand side by side', async () => {
      // Wide enough for states and words in one line.
      await page.setViewportSize({ width: 900, height: 900 });
      const tops = await page.locator('.legend > *').evaluateAll((items) =>
        items.slice(0, 6).map((item) => {
          const words = document.createRange();
          words.selectNodeContents(item.lastElementChild ?? item);
          return Math.round(words.getBoundingClientRect().top);
        }),
      );
      expect(tops.length).toBe(6);
      expect(new Set(tops).size).toBe(1);
    });
    await test.step('where there is no room for two of its words one is below the other', async () => {
      await page.setViewportSize({ width: 320, height: 900 });
      const legend = page.getByRole('region', { name: /^Not closed/ }).locator('span:has(> [data-swatch])');
      for (const words of await legend.all()) expect((await words.boundingBox())?.height).toBeLessThan(24);
      expect(await legend.count()).toBe(2);
    });
    await test.step('the column in a title is underlined close below', async () => {
      await expect(card.getByRole('combobox')).toHaveCSS('text-decoration-line', 'underline');
    });
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
