import { expect, type Locator, type Page } from '@playwright/test';
import { violations } from './accessibility';

/** The import of the page as a person sees it. */

export const chipOf = (page: Page) =>
  page.getByRole('banner').getByRole('button', { name: /^(Import|Importing|Sending)\b/ });
const drawerOf = (page: Page) => page.getByRole('dialog', { name: 'Import tickets' });

export async function openDrawer(page: Page): Promise<Locator> {
  await chipOf(page).click();
  return drawerOf(page);
}

interface Dropped {
  name: string;
  content: string;
  /** The content this many times after its first line. */
  times?: number;
}

/**
 * A drop as the browser makes it: its three events in one go, since the first file that is read takes their target away.
 * @param place a text on which it falls.
 */
export async function drop(
  page: Page,
  files: readonly Dropped[],
  place: string | RegExp = 'Drop files of tickets here',
): Promise<void> {
  await page
    .getByRole('dialog')
    .getByText(place)
    .first()
    .evaluate((target, dropped) => {
      const dataTransfer = new DataTransfer();
      for (const { name, content, times = 1 } of dropped) {
        const lines = content.indexOf('\n') + 1;
        const parts = [content.slice(0, lines), ...Array.from({ length: times }, () => content.slice(lines))];
        dataTransfer.items.add(new File(parts, name));
      }
      for (const type of ['dragenter', 'dragover', 'drop'])
        target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }, files);
}

export async function expectAccessible(page: Page): Promise<void> {
  await expect(drawerOf(page)).toBeVisible();
  expect(await violations(page, '[role=dialog]')).toEqual([]);
}

/** Everything is within the screen's width. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const paper = drawerOf(page);
  const { scroll, client } = await paper.evaluate((node) => ({ scroll: node.scrollWidth, client: node.clientWidth }));
  expect(scroll).toBeLessThanOrEqual(client);
}
