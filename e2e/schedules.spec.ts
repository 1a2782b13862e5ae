import { expect } from '@playwright/test';
import { violations } from './accessibility';
import { READER, test } from './reportPage';

test('a report is scheduled from the export menu, mailed now, paused and deleted, by keyboard and without barriers', async ({
  report,
  page,
}) => {
  // A mail is made and sent by the way.
  test.slow();
  const email = `planner-${Date.now()}@example.com`;
  await report.open('?period=all', READER, email);
  await report.settled();
  await page.getByRole('button', { name: 'Format and columns of the file' }).click();
  await page.getByRole('menuitem', { name: /^Schedule this report/ }).click();
  const drawer = page.getByRole('dialog', { name: 'Schedules' });
  await expect(drawer).toContainText('No schedules yet');
  await drawer.getByRole('button', { name: 'New schedule' }).press('Enter');
  await page.keyboard.type('Late, every Monday');
  await drawer.getByLabel('What is mailed').selectOption('alert');
  await drawer.getByLabel('Value in %').fill('5.5');
  await drawer.getByRole('button', { name: 'Friday' }).press('Space');
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await drawer.getByRole('button', { name: 'Save' }).press('Enter');
  const item = drawer.getByRole('listitem').filter({ hasText: 'Late, every Monday' });
  await expect(item).toContainText('Breach rate over 5.5 % · every Monday and Friday at 08:00 (UTC)');
  await expect(item).toContainText('To you');
  await expect(item).toContainText(/Next: .*, 08:00/);
  await item.getByRole('button', { name: /^Run now/ }).click();
  // The demo's rate is above it.
  await expect(item).toContainText(/mailed .*\d\d:\d\d/, { timeout: 30_000 });
  await item.getByRole('button', { name: /^Pause/ }).click();
  await expect(item).toContainText('Paused');
  await item.getByRole('button', { name: /^Edit/ }).click();
  await expect(drawer.getByLabel('Value in %')).toHaveValue('5.5');
  await drawer.getByLabel('What is mailed').selectOption('sentence');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(item).toContainText('A summary in the mail');
  await item.getByRole('button', { name: /^Delete/ }).click();
  await item.getByRole('button', { name: /^Delete for good/ }).click();
  await expect(drawer).toContainText('No schedules yet');
});
