import { expect } from '@playwright/test';
import { inOpenPage as test } from './openPage';
import { test as anew } from './reportPage';

test('Shift-click on headers orders by several columns, and the address says so', async ({ report, page }) => {
  await report.open('?columns=id,priority,topic,createdAt');
  const header = (name: string) => page.getByRole('columnheader', { name });
  await header('Priority').click();
  await expect(page).toHaveURL(/orderByField=priority&orderByDirection=asc/);
  await header('Topic').click({ modifiers: ['Shift'] });
  await expect(page).toHaveURL(/orderByField=priority,topic&orderByDirection=asc,asc/);
  await header('Topic').click({ modifiers: ['Shift'] });
  await expect(page).toHaveURL(/orderByField=priority,topic&orderByDirection=asc,desc/);
  await expect(page.getByRole('columnheader', { name: /Topic.*sort key 2, descending/ })).toBeVisible();
  await report.settled();
  const topics = await report.cells('topic').allTextContents();
  expect(topics).toEqual([...topics].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)));

  // By key as well, and the last one goes again.
  await header('Topic').focus();
  await page.keyboard.press('Shift+Enter');
  await expect(page).toHaveURL(/orderByField=priority&orderByDirection=asc/);
  await expect(header('Priority')).toHaveAttribute('aria-sort', 'ascending');
});

test('searched words choose the tickets of rows and figures, and are a chip that can be taken away', async ({
  report,
  page,
}) => {
  // One ticket in some has no customer, and the newest can be one.
  await report.open('?columns=id,topic,customerId&filters[0][key]=customerId&filters[0][comparator]=isNotEmpty');
  const all = await report.count();
  await report.settled();
  const customer = (await report.cells('customerId').first().textContent()) ?? '';
  const field = page.getByRole('searchbox', { name: 'Search tickets' });
  await expect(field).toHaveAttribute('placeholder', /↵/);
  await field.fill(customer.toLowerCase());
  await field.press('Enter');
  await expect(page).toHaveURL(/search=/);
  await expect(page.getByText(`Text contains`)).toBeVisible();
  await expect.poll(() => report.count()).toBeLessThan(all);
  await report.settled();
  for (const found of await report.cells('customerId').allTextContents()) expect(found).toBe(customer);

  await field.fill('nothing has these words');
  await field.press('Enter');
  await expect(page.getByText('No tickets match')).toBeVisible();
  await expect(page.getByRole('button', { name: /Without “Text contains/ })).toBeVisible();
  await page.getByRole('button', { name: 'Remove the search' }).click();
  await expect.poll(() => report.count()).toBe(all);
  await expect(page).not.toHaveURL(/search=/);
});

test('more words than a search takes are told in the field, and nothing is asked', async ({ report, page }) => {
  await report.open();
  const field = page.getByRole('searchbox', { name: 'Search tickets' });
  await field.fill('a b c d e f g h i j k');
  await field.press('Enter');
  await expect(page.getByText('At most 10 words')).toBeVisible();
  await expect(page).not.toHaveURL(/search=/);
});

anew(
  'a ticket stands beside the table; j and k go through the page, Escape gives the focus back',
  async ({ report, page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.route('**/api/mind/profile*', async (route) => {
      const response = await route.fetch();
      const ticketUrl = 'https://desk.example.com/tickets/{id}';
      await route.fulfill({ response, json: { ...(await response.json()), ticketUrl } });
    });
    await report.open('?columns=id,topic,priority,againstDeadline');
    await report.settled();
    await page.reload();
    await report.settled();
    const ids = await report.cells('id').allTextContents();
    const named = (id: string | undefined) => page.getByRole('dialog', { name: `Ticket ${id}` });
    await report.cells('topic').first().click();
    await expect(named(ids[0])).toBeFocused();
    await expect(named(ids[0]).getByRole('region', { name: 'Times' })).toBeVisible();
    await expect(named(ids[0]).getByRole('button', { name: 'Previous ticket' })).toBeDisabled();
    await expect(named(ids[0]).getByRole('link', { name: 'Open in the helpdesk' })).toHaveAttribute(
      'href',
      `https://desk.example.com/tickets/${ids[0]}`,
    );
    await page.keyboard.press('j');
    await expect(named(ids[1])).toBeVisible();
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await expect(named(ids[1])).toBeVisible();
    // No veil: the table under it still answers.
    await report.cells('topic').nth(4).click();
    await expect(named(ids[4])).toBeVisible();
    await named(ids[4]).getByRole('button', { name: 'Copy link' }).click();
    await expect(named(ids[4]).getByText('Copied')).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(decodeURIComponent(link)).toContain(
      `filters[0][key]=id&filters[0][comparator]==&filters[0][value]=${ids[4]}`,
    );
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  },
);

test('rows stand closer, columns are dragged to another place', async ({ report, page }) => {
  await report.open('?columns=id,topic,channel,status');
  await report.settled();
  const height = async () => (await report.cells('id').first().boundingBox())?.height ?? 0;
  const before = await height();
  await page.getByRole('button', { name: 'Columns · 4' }).click();
  const panel = page.getByRole('dialog', { name: 'Columns' });
  await panel.getByRole('button', { name: 'Close rows' }).click();
  await page.keyboard.press('Escape');
  await expect.poll(height).toBeLessThan(before);
  await page.getByRole('button', { name: 'Columns · 4' }).click();
  await panel
    .getByRole('listitem')
    .filter({ hasText: 'Status' })
    .dragTo(panel.getByRole('listitem').filter({ hasText: 'Topic' }).first());
  await expect(page).toHaveURL(/columns=id,status,topic,channel/);
});

test('headers stay in sight while the page scrolls through the rows, and go with the last of them', async ({
  report,
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await report.open('?columns=id,createdAt,topic');
  await report.settled();
  const header = page.getByRole('columnheader', { name: 'Topic' });
  await report.rows.nth(12).evaluate((row) => row.scrollIntoView({ block: 'start' }));
  await expect.poll(async () => (await header.boundingBox())?.y).toBe(0);
  // Where it stands it does what it does elsewhere.
  await header.click();
  await expect(page).toHaveURL(/orderByField=topic/);
  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(async () => (await header.boundingBox())?.y).toBeGreaterThan(600);
});

anew('Ctrl-C copies the cell that has the focus, and rows are not selected', async ({ report, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await report.open();
  const cell = report.cells('topic').first();
  await expect(cell).toBeVisible();
  await report.settled();
  await cell.focus();
  await page.keyboard.press('Shift+Space');
  await page.keyboard.press('ControlOrMeta+c');
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toBe(await cell.textContent());
  await expect(page.locator('.MuiDataGrid-row.Mui-selected')).toHaveCount(0);
});
