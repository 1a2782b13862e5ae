import { expect } from '@playwright/test';
import { test } from './reportPage';

/** The page hides what the server hides, and "Preview as" shows it as somebody with less sees it. */

test('preview as a lower level: hidden columns are nowhere on the page, and the link keeps the level', async ({
  report,
  page,
}) => {
  await report.open();
  await expect(report.rows.first()).toBeVisible();
  await page.getByRole('button', { name: /All columns visible/ }).click();
  await page.getByRole('menuitemradio', { name: /Preview: no sensitive columns .*“pseudonymized”/ }).click();
  await expect(page.getByRole('button', { name: 'Preview: Agent and raw data hidden' })).toBeVisible();
  await expect(page).toHaveURL(/asLevel=pseudonymized/);
  await report.settled();

  await page.getByRole('button', { name: 'Add filter' }).click();
  await page.getByRole('combobox', { name: 'Filter by' }).fill('agent');
  await expect(page.getByRole('option', { name: /Agent/ })).toHaveCount(0);
  await expect(page.getByRole('status').getByText('Agent: hidden at this level')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await report.rows.first().click();
  const ticket = page.getByRole('dialog', { name: /Ticket/ });
  await expect(ticket.getByText('Created', { exact: true }).first()).toBeVisible();
  await expect(ticket.getByText('Raw data', { exact: true })).toHaveCount(0);
  await expect(ticket.getByText('@example.com')).toHaveCount(0);
});

test('a link that filters by a hidden column says which part was refused; the rest waits for the viewer', async ({
  report,
  page,
}) => {
  const agent = 'filters[0][key]=email&filters[0][comparator]=isEmpty';
  const channel = 'filters[1][key]=channel&filters[1][comparator]=%3D&filters[1][value]=chat';
  await report.open(`?${agent}&${channel}&asLevel=none`);
  await expect(page.getByText('The column "email" is not available to you')).toBeVisible();
  await expect(page.getByText('filters[0][key]')).toBeVisible();
  await expect(report.rows).toHaveCount(0);

  // The level alone is in the way: back at one's own, the link means what it says.
  await page.getByRole('button', { name: /Preview: Agent and raw data hidden/ }).click();
  await expect(
    page.getByRole('menuitemradio', { name: /Preview: no sensitive columns .*“pseudonymized”/ }),
  ).toBeDisabled();
  await page.getByRole('menuitemradio', { name: /What you see: every column/ }).click();
  await expect(report.chip(/Agent is empty/)).toBeVisible();
  await expect(page).not.toHaveURL(/asLevel/);
  await page.goBack();

  await page.getByRole('button', { name: 'Open without this part' }).click();
  await expect(report.chip(/Channel is chat/)).toBeVisible();
  await expect(report.rows.first()).toBeVisible();
});
