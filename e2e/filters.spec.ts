import { expect } from '@playwright/test';
import { hold } from './hold';
import { inOpenPage as test } from './openPage';
import { test as anew } from './reportPage';

const WANTED = [/Priority is high or urgent/, /Topic is Billing/, /Created last month/, /Service level is closed late/];

test('"urgent or high, billing, created last month, closed late" is typed in one go, without a mouse', async ({
  report,
  page,
}) => {
  await report.open();
  await report.settled();
  const all = await report.count();
  await page.keyboard.press('ControlOrMeta+k');
  const field = page.getByRole('combobox', { name: 'Filter by' });
  await expect(field).toBeFocused();
  await page.keyboard.type('urgent or high, billing, created last month, closed late');
  const marked = page.getByRole('option').first();
  await expect(marked).toContainText('Service level is closed late');
  await expect(field).toHaveAttribute('aria-activedescendant', (await marked.getAttribute('id')) ?? '');
  await page.keyboard.press('Enter');
  for (const chip of WANTED) await expect(report.chip(chip)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add filter' })).toBeFocused();
  await report.settled();
  await expect.poll(() => report.count()).toBeLessThan(all / 100);
  // One question is one step back.
  await page.goBack();
  await expect.poll(() => report.count()).toBe(all);
});

test('the same, one after the other: a second word of a column widens the first', async ({ report, page }) => {
  await report.open();
  await report.settled();
  for (const words of ['urgent', 'high', 'billing', 'last month', 'late']) {
    await page.keyboard.press('ControlOrMeta+k');
    await expect(page.getByRole('combobox', { name: 'Filter by' })).toBeFocused();
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  for (const chip of WANTED) await expect(report.chip(chip)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Remove the filter on/ })).toHaveCount(4);

  await test.step('what is there already changes nothing, not even the page', async () => {
    await page.getByRole('button', { name: 'Go to next page' }).click();
    await expect(page).toHaveURL(/page=2/);
    await page.keyboard.press('ControlOrMeta+k');
    await expect(page.getByRole('combobox', { name: 'Filter by' })).toBeFocused();
    await page.keyboard.type('urgent');
    await expect(page.getByRole('option').first()).toContainText('there already');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page).toHaveURL(/page=2/);
  });
});

test('columns come by one’s own use before they come by their importance', async ({ report, page }) => {
  await report.open();
  const offered = async () => {
    await page.getByRole('button', { name: 'Add filter' }).click();
    return page.getByRole('option').allTextContents();
  };
  const before = await offered();
  const last = before.at(-1) ?? '';
  for (let each = 0; each < 2; each += 1) {
    await page.getByRole('option').filter({ hasText: last }).last().click();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(await offered()).toEqual([last, ...before.slice(0, -1)]);
  }
});

test('German is read beside English, and dates in numbers are spelled out before they apply', async ({
  report,
  page,
}) => {
  await report.open();
  await report.settled();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: 'Filter by' })).toBeFocused();
  await page.keyboard.type('dringend oder high, letzten Monat erstellt, verspaetet');
  await page.keyboard.press('Enter');
  await expect(report.chip('Priority is high or urgent')).toBeVisible();
  await expect(report.chip('Created last month')).toBeVisible();
  await expect(report.chip(/^Service level is closed late or “overdue, not closed”$/)).toBeVisible();

  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Filter by' }).fill('due 5/10/2026');
  await expect(page.getByRole('option').nth(0)).toContainText('Due on 5 Oct 2026');
  await expect(page.getByRole('option').nth(1)).toContainText('Due on 10 May 2026');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  const editor = await report.startFilter('modified');
  await editor.getByRole('textbox', { name: 'From' }).fill('1.10. bis 15.10.2026');
  await expect(editor.getByText('(1 Oct 2026 – 15 Oct 2026)')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(report.chip('Modified from 1 Oct 2026 to 15 Oct 2026')).toBeVisible();
});

test('words that are not understood add nothing, and are named', async ({ report, page }) => {
  await report.open();
  await report.settled();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: 'Filter by' })).toBeFocused();
  await page.keyboard.type('urgent or high, biling');
  await expect(page.getByRole('status').getByText('Not understood: “biling”')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Add filter' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Remove the filter on/ })).toHaveCount(0);
});

anew('a topic that is typed before the topics are known is waited for', async ({ report, page }) => {
  const topics = /\/values\?.*column=topic/;
  const answer = await hold(page, topics);
  await report.open();
  await report.settled();
  const asked = page.waitForRequest(topics);
  await page.keyboard.press('ControlOrMeta+k');
  await asked;
  const field = page.getByRole('combobox', { name: 'Filter by' });
  await expect(field).toBeFocused();
  await page.keyboard.type('billing');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('billing');
  answer();
  await expect(report.chip('Topic is Billing')).toBeVisible();
});

test('a report with as many filters as there can be takes no further one from a cell or a figure', async ({
  report,
  page,
}) => {
  const filters = Array.from({ length: 50 }, (_, at) => `filters[${at}][key]=id&filters[${at}][comparator]=isNotEmpty`);
  await report.open(`?${filters.join('&')}`);
  await report.settled();
  await report.cells('channel').first().click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: /^Only .* 50 filters are the most/ })).toBeDisabled();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Overdue.* Show only these$/ }).click();
  await expect(page.getByRole('alert')).toContainText('50 filters are the most: take one away to add another');
  await expect(page.getByRole('button', { name: /^Remove the filter on/ })).toHaveCount(50);
});

test('a menu keeps the keyboard when a row below asks for it', async ({ report, page }) => {
  await report.open();
  await report.settled();
  await report.cells('channel').first().click({ button: 'right' });
  await expect(page.getByRole('menu')).toBeVisible();
  // The page below is hidden from roles.
  await page.locator('.MuiDataGrid-cell').first().focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
});

test('a cell narrows the report to its value, or leaves it out; Back undoes', async ({ report, page }) => {
  await report.open();
  await report.settled();
  const all = await report.count();
  const cell = report.cells('channel').first();
  const channel = (await cell.textContent()) ?? '';

  await test.step('by keyboard: only this', async () => {
    await cell.focus();
    await page.keyboard.press('f');
    await page.getByRole('menuitem', { name: `Only ${channel}` }).press('Enter');
    await expect(report.chip(new RegExp(`Channel is ${channel}`))).toBeVisible();
    await expect.poll(() => report.count()).toBeLessThan(all);
    await report.settled();
  });
  const only = await report.count();
  expect(new Set(await report.cells('channel').allTextContents())).toEqual(new Set([channel]));

  await test.step('by mouse: not this', async () => {
    await page.goBack();
    await expect.poll(() => report.count()).toBe(all);
    await report.settled();
    await report.cells('channel').first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: `Not ${channel}` }).click();
    await expect.poll(() => report.count()).toBe(all - only);
  });

  await test.step('from the ticket itself', async () => {
    await report.settled();
    await report.cells('status').first().click();
    await page.getByRole('button', { name: 'Filter by this: Status' }).click();
    await page.getByRole('menuitem', { name: /^Only / }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(report.chip(/Status is/)).toBeVisible();
  });
});

test('Ctrl K adds a filter wherever the focus is; a second Enter takes no value that nobody chose', async ({
  report,
  page,
}) => {
  await report.open();
  await report.settled();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: 'Filter by' })).toBeFocused();
  await page.keyboard.type('last month');
  await expect(page.getByRole('option').first()).toContainText('Created last month');
  await page.keyboard.press('Enter');
  await expect(report.chip('Created last month')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('prio');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').getByText('Choose at least one')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(report.chip('Priority is medium')).toBeVisible();
});
