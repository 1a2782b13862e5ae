import { expect } from '@playwright/test';
import { inOpenPage as test } from './openPage';

const CHAT = '?filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';

test('on a phone Back takes a sheet away, and never the report under it', async ({ report, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await report.open(CHAT);
  await report.settled();
  const address = page.url();
  const openers = [
    ['Add filter', () => page.getByRole('button', { name: 'Add filter' }).click()],
    ['Exports', () => page.getByRole('button', { name: /^Exports/ }).click()],
    ['Ticket', () => report.cells('id').first().click()],
  ] as const;
  for (const [name, open] of openers) {
    await test.step(name, async () => {
      await open();
      const sheet = page.getByRole('dialog', { name });
      await expect(sheet).toBeVisible();
      await page.goBack();
      await expect(sheet).toBeHidden();
      expect(page.url()).toBe(address);
    });
  }

  await test.step('what is chosen in a sheet is one step', async () => {
    await page.getByRole('button', { name: 'Add filter' }).click();
    await page.getByRole('combobox', { name: 'Filter by' }).fill('urgent');
    await page.keyboard.press('Enter');
    await expect(report.chip('Priority is urgent')).toBeVisible();
    await page.goBack();
    await expect(report.chip('Priority is urgent')).toBeHidden();
    await expect(report.chip('Channel is chat')).toBeVisible();
    expect(page.url()).toBe(address);
  });

  await test.step('a sheet that was closed is no step any more', async () => {
    const steps = () => page.evaluate(() => window.history.state?.sheet ?? null);
    await page.getByRole('button', { name: 'Add filter' }).click();
    await expect.poll(steps).not.toBeNull();
    await page.getByRole('button', { name: 'Close' }).click();
    await expect.poll(steps).toBeNull();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(page.url()).toBe(address);
  });
});
