import { expect } from '@playwright/test';
import { hold } from './hold';
import { inOpenPage as test } from './openPage';
import { test as anew } from './reportPage';

/** Operands of a filter, typed into its editor or picked there. */

test('a check-list is typed: a whole word and Space tick it, a word and Enter choose it', async ({ report, page }) => {
  await report.open();
  await report.settled();
  const editor = await report.startFilter('status');
  await expect(editor.getByRole('checkbox', { name: /^open/ })).toBeFocused();
  await page.keyboard.type('closed');
  await page.keyboard.press('Space');
  await expect(editor.getByRole('checkbox', { name: /^closed/ })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(report.chip('Status is closed')).toBeVisible();

  await report.startFilter('priority');
  await expect(editor.getByRole('checkbox', { name: /^low/ })).toBeFocused();
  await page.keyboard.type('urgent');
  await page.keyboard.press('Enter');
  await expect(report.chip('Priority is urgent')).toBeVisible();
});

anew(
  'whoever types and presses Enter before the values are there gets the value, not the letters',
  async ({ report, page }) => {
    await report.open();
    await report.settled();
    const answer = await hold(page, /\/values\?.*column=topic/);
    const editor = await report.startFilter('topic');
    const field = editor.getByRole('combobox', { name: 'Values' });
    await expect(field).toBeFocused();
    const asked = page.waitForRequest(/\/values\?.*q=billing/);
    await page.keyboard.type('billing');
    await page.keyboard.press('Enter');
    await asked;
    await expect(editor.getByRole('option', { name: 'as typed' })).toBeVisible();
    await expect(field).not.toHaveAttribute('aria-activedescendant', /./);
    await expect(field).toHaveValue('billing');
    // The second one applies, as it would have done after the answer.
    await page.keyboard.press('Enter');
    answer();
    await expect(report.chip('Topic is Billing')).toBeVisible();
  },
);

test('a comparator is typed before a number, and a day stands for its own range', async ({ report, page }) => {
  await report.open();
  await report.settled();
  const editor = await report.startFilter('time to close');
  await expect(editor.getByRole('textbox', { name: 'Value' })).toBeFocused();
  await page.keyboard.type('> 2 d 4 h');
  await expect(editor.getByText('= more than 2 d 4 h')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(report.chip('Time to close more than 2 d 4 h')).toBeVisible();

  await report.startFilter('created');
  await expect(editor.getByRole('textbox', { name: 'From' })).toBeFocused();
  await page.keyboard.type('now-30d');
  await expect(editor.getByText('To is missing: enter where it ends, such as now')).toBeVisible();
  await editor.getByRole('textbox', { name: 'From' }).fill('1.10.2026');
  await editor.getByRole('button', { name: 'Apply' }).click();
  await expect(report.chip('Created on 1 Oct 2026')).toBeVisible();
});

test('several days are typed, or picked from the calendar beside relative ones', async ({ report, page }) => {
  await report.open();
  await report.settled();
  const editor = await report.startFilter('created');
  await editor.getByRole('combobox', { name: 'Condition' }).click();
  await page.getByRole('option', { name: 'on one of', exact: true }).click();
  await editor.getByRole('textbox', { name: 'Days', exact: true }).fill('today');
  await page.keyboard.press('Enter');
  await editor.getByRole('button', { name: 'Days: calendar' }).click();
  await expect(editor.getByRole('grid')).toBeVisible();
  await editor.getByRole('textbox', { name: 'Days', exact: true }).fill('1.10.2026');
  await page.keyboard.press('Enter');
  await editor.getByRole('button', { name: 'Apply' }).click();
  await expect(report.chip(/Created .*today or 1 Oct 2026/)).toBeVisible();
});

test('states and checks are listed with their counts under the other filters', async ({ report }) => {
  await report.open('?filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat');
  await report.settled();
  const editor = await report.startFilter('service level');
  const late = editor.getByRole('checkbox', { name: /^closed late ?[\d,]+$/ });
  await expect(late).toBeVisible();
  const count = Number((await late.locator('xpath=ancestor::label').textContent())?.replace(/\D/g, ''));
  expect(count).toBeGreaterThan(0);
  await late.check();
  await editor.getByRole('button', { name: 'Apply' }).click();
  await expect.poll(() => report.count()).toBe(count);
});

test('a click beside an editor takes what was changed in it, and Escape does not', async ({ report, page }) => {
  await report.open();
  const beside = () => page.mouse.click(1200, 600);
  await report.startFilter('Channel');
  const choice = page.getByRole('checkbox', { name: /^email/ });
  await choice.check();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(report.chip('Channel')).toHaveCount(0);

  await report.startFilter('Channel');
  await choice.check();
  await beside();
  await expect(report.chip('Channel is email')).toBeVisible();

  // Nothing was changed, so nothing is applied.
  await report.chip('Channel is email').click();
  await beside();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(/\[comparator\]=(=|%3D)&filters\[0\]\[value\]=email/);
});

test('a relative period shows its words, and the tickets without a value are in the list of values', async ({
  report,
  page,
}) => {
  await report.open(
    '?filters[0][key]=createdAt&filters[0][comparator]=between&filters[0][from]=now-90d&filters[0][to]=now',
  );
  await report.chip(/in the last 90 days/).click();
  await expect(page.getByRole('textbox', { name: 'From' })).toHaveValue('90 days ago');
  await expect(page.getByRole('textbox', { name: /^To/ })).toHaveValue('now');
  await expect(page.getByRole('button', { name: /^Last 90 days/ })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');

  const editor = await report.startFilter('Topic');
  await editor.getByRole('button', { name: /^\(empty\)/ }).click();
  await expect(report.chip('Topic is empty')).toBeVisible();
});
