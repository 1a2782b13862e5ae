import { expect, type Page } from '@playwright/test';
import { inOpenPage as test } from './openPage';
import { test as anew } from './reportPage';

const STOPS = 400;

/** What has the focus, and whether anybody can see that it has. */
function focusedStop(page: Page, round = 0) {
  return page.evaluate((round) => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return null;
    const isMarked = (element: Element | null) => {
      if (element === null) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
    };
    // A check-box is drawn by what is around its input, or by its line; a text field by its frame.
    const frame = focused.closest('.MuiInputBase-root.Mui-focused')?.querySelector('fieldset') ?? null;
    const isFramed = frame !== null && Number.parseFloat(getComputedStyle(frame).borderTopWidth) >= 2;
    const around = ['.MuiButtonBase-root', '.MuiFormControlLabel-root'].map((part) => focused.closest(part));
    const isVisible = isMarked(focused) || isFramed || around.some(isMarked);
    const stop: HTMLElement & { round?: number } = focused as HTMLElement;
    const seen = stop.round === round;
    stop.round = round;
    const name = focused.getAttribute('aria-label') ?? focused.textContent ?? '';
    return { seen, isVisible, name: `${focused.tagName.toLowerCase()} ${focused.className} ${name.slice(0, 60)}` };
  }, round);
}

/** Names of the stops at which the focus cannot be seen, from the first one to the one that comes round again. */
async function unseenStops(page: Page): Promise<string[]> {
  const round = Date.now();
  const unseen: string[] = [];
  for (let stops = 0; stops < STOPS; stops += 1) {
    await page.keyboard.press('Tab');
    const stop = await focusedStop(page, round);
    if (stop?.seen === true || (stop === null && stops > 0)) {
      expect(stops).toBeGreaterThan(1);
      return unseen;
    }
    if (stop !== null && !stop.isVisible) unseen.push(stop.name);
  }
  throw new Error(`more than ${STOPS} stops`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the focus can be seen at every stop, ${colorScheme}`, async ({ report, page }) => {
    await page.emulateMedia({ colorScheme });
    await report.open('?filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat');
    await report.settled();
    await expect(page.getByRole('heading', { name: /Service level by/ })).toBeVisible();
    expect(await unseenStops(page)).toEqual([]);
  });
}

test('the first stop skips the header', async ({ report, page }) => {
  await report.open();
  await report.settled();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('button', { name: 'Skip to the report' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('on a phone the first number stands within 160 px, and nothing is wider than the screen', async ({
  report,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await report.open('?filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat');
  await report.settled();
  const box = await report.total.boundingBox();
  expect(box?.y).toBeLessThan(160);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('the focus can be seen in menus and editors', async ({ report, page }) => {
  await report.open();
  await report.settled();
  for (const name of ['Copy link', 'Views', 'anna@example.com']) {
    await page.getByRole('button', { name, exact: true }).press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    await page.keyboard.press('ArrowDown');
    expect(await focusedStop(page)).toMatchObject({ isVisible: true });
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toBeHidden();
  }
  for (const column of ['channel', 'created', 'topic', 'time to close']) {
    const dialog = await report.startFilter(column);
    expect(await unseenStops(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
  }
});

anew('keys typed at full speed into the first editor arrive', async ({ report, page }) => {
  await report.open();
  await report.settled();
  await page.getByRole('button', { name: 'Add filter' }).focus();
  const keyboard = await page.context().newCDPSession(page);
  const press = (key: string, code: number, text: string) => [
    keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text, windowsVirtualKeyCode: code }),
    keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key, windowsVirtualKeyCode: code }),
  ];
  const type = (text: string) =>
    [...text].flatMap((letter) => press(letter, letter.toUpperCase().charCodeAt(0), letter));
  // Sent together: nothing waits for the page in between.
  await Promise.all([...press('Enter', 13, '\r'), ...type('created'), ...press('Enter', 13, '\r')]);
  await expect(page.getByRole('dialog', { name: 'Add filter' }).getByRole('textbox', { name: 'From' })).toBeFocused();
});
