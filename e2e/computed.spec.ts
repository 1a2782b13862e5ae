import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { readXlsx } from 'hucre/xlsx';
import { inOpenPage as test } from './openPage';

/** Columns that no ticket has stored: how it stands against its deadline at the moment of the report. */

const COMPUTED = 'columns=id,slaState,againstDeadline';
const BILLING = 'filters[0][key]=topic&filters[0][comparator]=%3D&filters[0][value]=Billing';
const NOT_CLOSED = 'filters[1][key]=closedAt&filters[1][comparator]=isEmpty';
/** Few enough for a workbook to be made at once. On most nights a few of the newest walk-ins are open, and on some none. */
const FEW = [BILLING, 'filters[1][key]=channel&filters[1][comparator]=%3D&filters[1][value]=walkIn'].join('&');

test('the grid shows how late tickets are; an old link still shows the seconds that are stored', async ({
  report,
  page,
}) => {
  await report.open();
  await report.settled();
  await expect(page.getByRole('columnheader', { name: 'Against deadline' })).toBeVisible();
  // Those that were closed latest come first; of the newest none may be.
  await report.open(`?${BILLING}&columns=id,closedAt,secondsClosedAfterSLA&orderByField=secondsClosedAfterSLA`);
  await report.settled();
  await expect(page.getByRole('columnheader', { name: 'Closed after deadline' })).toBeVisible();
  await expect(
    report.cells('secondsClosedAfterSLA').locator('[title$="seconds of calendar time"]').first(),
  ).toBeVisible();
  // Seconds of the computed column would stand beside tickets that are not closed, too.
  await report.open(`?${BILLING}&${NOT_CLOSED}&columns=id,closedAt,secondsClosedAfterSLA`);
  await report.settled();
  const closed = await report.cells('closedAt').allTextContents();
  expect([...new Set(closed)]).toEqual(['–']);
  expect(await report.cells('secondsClosedAfterSLA').allTextContents()).toEqual(closed);
});

test('a link that names them shows them; they are sorted, filtered, opened and exported as others are', async ({
  report,
  page,
}) => {
  await report.open(`?${FEW}&${COMPUTED}`);
  await report.settled();

  await test.step('shown', async () => {
    const header = page.getByRole('columnheader');
    await expect(header).toHaveText([/Id/, /Service level/, /Against deadline/]);
    const words: Record<string, RegExp> = {
      met: /early|on time/,
      'closed late': /late$/,
      'overdue, not closed': /overdue$/,
      pending: /^due in/,
      'no deadline': /^–$/,
    };
    const states = await report.cells('slaState').allTextContents();
    const late = await report.cells('againstDeadline').allTextContents();
    expect(states).toHaveLength(25);
    for (const [index, state] of states.entries()) expect(late[index], state).toMatch(words[state] ?? /^never$/);
  });

  await test.step('sorted by the header', async () => {
    await page.getByRole('columnheader', { name: 'Against deadline' }).click();
    await expect(page).toHaveURL(/orderByField=againstDeadline&orderByDirection=asc/);
    await page.getByRole('columnheader', { name: 'Against deadline' }).click();
    await expect(page).toHaveURL(/orderByField=againstDeadline&orderByDirection=desc/);
    await report.settled();
    await expect(report.cells('againstDeadline').first()).toHaveText(/(late|overdue)$/);
    await expect(page.getByRole('columnheader', { name: 'Against deadline' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
  });

  await test.step('opened with its own line for each', async () => {
    await report.cells('id').first().click();
    const ticket = page.getByRole('dialog', { name: /^Ticket/ });
    await expect(ticket.getByText('Service level')).toBeVisible();
    await expect(ticket.getByTitle(/seconds of calendar time/).last()).toBeVisible();
    await ticket.getByRole('button', { name: 'Close ticket' }).click();
    await expect(ticket).toBeHidden();
  });

  await test.step('exported as shown', async () => {
    const downloading = page.waitForEvent('download');
    await report.export('xlsx');
    const book = await readXlsx(readFileSync(await (await downloading).path()));
    const [header, first] = book.sheets[0]?.rows ?? [];
    expect(header).toEqual(['Id', 'Service level', 'Against deadline (hours)']);
    expect(first?.[1]).toMatch(/^breached/);
    expect(first?.[2]).toBeGreaterThan(0);
  });

  await test.step('filtered from a cell, by the state and by how late', async () => {
    const before = await report.count();
    await report.cells('againstDeadline').first().click({ button: 'right' });
    await expect(page.getByRole('menuitem', { name: /^Only (closed late|overdue, not closed)$/ })).toBeVisible();
    await page.getByRole('menuitem', { name: /or less$/ }).click();
    await expect(report.chip(/^Against deadline up to .+ past it/)).toBeVisible();
    await report.settled();
    expect(await report.count()).toBeLessThanOrEqual(before);
  });

  await test.step('filtered by its name', async () => {
    const editor = await report.startFilter('against dead');
    await expect(editor.getByRole('textbox', { name: 'Value' })).toBeFocused();
    await page.keyboard.type('> 1 d');
    await page.keyboard.press('Enter');
    await expect(report.chip('Against deadline after 1 d past it')).toBeVisible();
    await report.settled();
    for (const words of await report.cells('againstDeadline').allTextContents())
      expect(words).toMatch(/^▲ (\d+ d.*) (late|overdue)$/);
  });
});
