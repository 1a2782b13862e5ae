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

/** A drop as the browser makes it. */
export async function drop(page: Page, files: readonly Dropped[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle((dropped) => {
    const transfer = new DataTransfer();
    for (const { name, content, times = 1 } of dropped) {
      const lines = content.indexOf('\n') + 1;
      const parts = [content.slice(0, lines), ...Array.from({ length: times }, () => content.slice(lines))];
      transfer.items.add(new File(parts, name));
    }
    return transfer;
  }, files);
  const target = page.getByText('Drop files of tickets here');
  for (const type of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(type, { dataTransfer });
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
