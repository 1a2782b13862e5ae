import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { expect } from '@playwright/test';
import { hold } from './hold';
import { chipOf, drop, expectAccessible, expectNoSidewaysScroll, openDrawer } from './importDrawer';
import { ReportPage, test, tokenFor } from './reportPage';
import { addressOf, dataFolder, SECRET, START } from './serverProcess';

/** Files of tickets brought in on the page. The server is one of its own: its demo tickets make way. */

test.describe.configure({ mode: 'serial', timeout: 120_000 });

let dataDir: string;
let child: ChildProcess;
let address: string;
let problems: string[];

test.beforeAll(async () => {
  dataDir = dataFolder('ticketlens-import-');
  const settings = { DATA_DIR: dataDir, PORT: '0', JWT_SECRET: SECRET, IMPORT_UPLOAD_MB: '100' };
  child = spawn(process.execPath, START, {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  address = await addressOf(child);
});
test.afterAll(async () => {
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
  rmSync(dataDir, { recursive: true });
});
test.beforeEach(async ({ page }) => {
  problems = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', ({ message }) => problems.push(message));
  const permissions = ['reportTickets', 'importTickets'];
  await page.goto(`${address}/reporting?period=all#token=${await tokenFor('anna@example.com', permissions)}`);
});
test.afterEach(() => expect(problems).toEqual([]));

const AT = '2024-05-12 09:00:00';
const THEIRS = {
  name: 'theirs.csv',
  content: `Mine,Created At,Mood\n1,${AT},good\n2,2024-05-13T09:00:00Z,\nx,${AT},bad\n`,
};
const MORE = { name: 'more.csv', content: `Mine,Created At\n3,${AT}\n` };

test('dropped, understood, mapped and imported; the numbers of the page follow, and rejected rows are a download', async ({
  page,
}) => {
  const report = new ReportPage(page);
  await expect(report.total).toHaveText(/^\d{2,3},\d{3} tickets$/);
  const drawer = await openDrawer(page);
  await expectAccessible(page);
  await drop(page, [THEIRS, MORE]);
  await expect(drawer).toContainText('theirs.csv, more.csv');
  // What is in the way is said, and by the button that waits for it.
  await expect(drawer.getByRole('alert')).toContainText('the header has no id');
  const start = drawer.getByRole('button', { name: 'Import', exact: true });
  await expect(start).toBeDisabled();
  await expect(start).toHaveAccessibleDescription(/cannot be imported as it is/);
  await expect(drawer.getByRole('combobox', { name: 'Created At' })).toHaveText(/^Created/);
  await expect(drawer.getByRole('combobox', { name: 'Created At' })).toHaveAccessibleDescription('suggested');
  await expectAccessible(page);

  await drawer.getByRole('combobox', { name: 'Mine', exact: true }).click();
  await page.getByRole('option', { name: /^Id\b/ }).click();
  await expect(drawer).toContainText('4 rows read, 3 understood, 1 row would be rejected.');
  await expect(drawer).toContainText('wall time: 1.');
  const rows = drawer.getByRole('region', { name: 'First rows', exact: true }).getByRole('row');
  await expect(rows).toHaveText(['IdCreated', '112 May 2024, 09:00:00', '213 May 2024, 09:00:00']);
  await expect(drawer.getByRole('region', { name: 'Rows that would be rejected' })).toContainText(
    'Id is not a whole number: 1 row, as line 4 of theirs.csv (x). Map a column of whole numbers',
  );
  await expect(drawer).toContainText('The demo tickets make way for these.');
  await expectAccessible(page);
  // The choice is still there when the drawer was closed meanwhile.
  await drawer.getByRole('button', { name: 'Close import' }).click();
  await expect(chipOf(page)).toHaveText('Import · not started');
  await openDrawer(page);
  await expect(drawer.getByRole('combobox', { name: 'Mine', exact: true })).toHaveText(/^Id\b/);

  await start.click();
  await expect(drawer.getByRole('alert')).toContainText('Tickets of theirs.csv, more.csv that are stored now: 3.');
  await expect(drawer).toContainText('Rows that were rejected: 1');
  await expect(drawer).toContainText('The demo tickets were removed.');
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    drawer.getByRole('link', { name: 'Download the rejected rows' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('rejected-rows.csv');
  expect(readFileSync(await download.path(), 'utf8')).toBe(
    `file,line,reasons,row\r\ntheirs.csv,4,id is not a whole number: x,"x,${AT},bad"\r\n`,
  );
  await drawer.getByRole('button', { name: 'Close import' }).click();
  await expect(report.total).toHaveText('3 tickets');
  await expect(chipOf(page)).toHaveText('Import');
});

test('goes on while the drawer is closed; the chip says how far it is, and asks before it is stopped', async ({
  page,
}) => {
  const report = new ReportPage(page);
  const drawer = await openDrawer(page);
  await drawer.getByRole('button', { name: 'Another file' }).click();
  // Stopped: nothing is left of it.
  let release = await hold(page, /\/imports\?name=/);
  await drop(page, [MORE]);
  await drawer.getByRole('button', { name: 'Stop sending' }).click();
  await drawer.getByRole('button', { name: 'Go on sending' }).click();
  await expectAccessible(page);
  await drawer.getByRole('button', { name: 'Stop sending' }).click();
  await expectAccessible(page);
  await drawer.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(drawer.getByText('Drop files of tickets here')).toBeVisible();
  await expect(drawer.getByRole('alert')).toHaveCount(0);
  release();

  release = await hold(page, /\/imports\?name=/);
  await drop(page, [{ name: 'many.csv', content: `id,createdAt\n7,${AT}\n8,${AT}\n`, times: 200_000 }]);
  await expect(drawer.getByRole('status')).toHaveText('Sending many.csv …');
  // What had the focus is gone with the step before; the sheet takes it back a moment later.
  await expect.poll(() => page.evaluate(() => document.activeElement === document.body)).toBe(false);
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(chipOf(page)).toHaveText(/^Sending \d+ %$/);
  release();
  await expect(chipOf(page)).toHaveText('Import · not started');

  await openDrawer(page);
  await drawer.getByRole('checkbox', { name: 'Replace all 3 tickets that are there' }).click();
  await drawer.getByRole('button', { name: 'Import', exact: true }).click();
  await expectAccessible(page);
  await drawer.getByRole('button', { name: 'Keep them' }).click();
  await drawer.getByRole('button', { name: 'Import', exact: true }).click();
  await drawer.getByRole('button', { name: 'Replace the tickets' }).click();
  await expect(drawer.getByRole('status')).toHaveText('Importing many.csv …');
  await drawer.getByRole('button', { name: 'Close import' }).click();
  await expect(chipOf(page)).toHaveText(/^Importing/);
  await expect(chipOf(page)).toHaveText('Import done', { timeout: 60_000 });
  await expect(page.getByRole('banner').getByRole('status')).toHaveText('Import done');
  await expect(report.total).toHaveText('2 tickets');
  await openDrawer(page);
  await expect(drawer.getByRole('alert')).toContainText('stored now: 2.');
  await expect(drawer).toContainText('399,998 rows are older');
  await drawer.getByRole('button', { name: 'Close import' }).click();
  await expect(chipOf(page)).toHaveText('Import');
});

test('an import that runs says how far it is, and that it is storing', async ({ page }) => {
  const drawer = await openDrawer(page);
  await drawer.getByRole('button', { name: 'Another file' }).click();
  await drop(page, [MORE]);
  await drawer.getByRole('combobox', { name: 'Mine', exact: true }).click();
  await page.getByRole('option', { name: /^Id\b/ }).click();
  let phase: 'reading' | 'storing' | 'done' = 'reading';
  // The server's own answer, stopped at a moment that passes too quickly to be looked at.
  await page.route(/\/imports$/, async (route) => {
    const response = await route.fetch();
    const list = await response.json().catch(() => null);
    // The page has given this request up meanwhile, and sends another.
    if (list === null) return route.abort();
    const bytes = phase === 'reading' ? 250 : 1000;
    for (const upload of list.uploads) {
      if (upload.state !== 'done' || phase === 'done') continue;
      upload.state = 'running';
      upload.progress = { phase, rows: 9000, bytes, totalBytes: 1000, seconds: 3 };
    }
    await route.fulfill({ response, json: list });
  });
  await drawer.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(drawer).toContainText('25 % read: 9,000 rows, 3,000 rows/s, 9 s left');
  await expectAccessible(page);
  phase = 'storing';
  await expect(drawer).toContainText('Storing 9,000 rows …');
  await expect(drawer).not.toContainText('left');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(chipOf(page)).toHaveText('Importing · storing');
  phase = 'done';
  await expect(chipOf(page)).toHaveText('Import done');
});

test('a file of another helpdesk is read as it is written; what it does not tell is asked for', async ({ page }) => {
  const drawer = await openDrawer(page);
  await drawer.getByRole('button', { name: 'Another file' }).click();
  const rows = ['INC-9007;03.10.2026 04:20;Zahlung', 'INC-9008;04.10.2026 05:00;Zahlung'];
  await drop(page, [{ name: 'helpdesk.csv', content: `Ticket No;Opened;Category\n${rows.join('\n')}\n` }]);
  const region = drawer.getByRole('region', { name: 'How it is read' });
  await expect(region).toContainText('Read as csv, utf-8, separated by semicolons');
  await expect(drawer.getByRole('alert')).toContainText('can have the day or the month first');
  await expectAccessible(page);
  await region.getByRole('combobox', { name: 'Dates' }).click();
  await page.getByRole('option', { name: 'day first' }).click();
  await expect(drawer).toContainText('2 rows read, 2 understood.');
  await expect(region).toContainText('ids without their "INC-"');
  const table = drawer.getByRole('region', { name: 'First rows', exact: true }).getByRole('row');
  await expect(table.nth(1)).toHaveText('9007Zahlung3 Oct 2026, 04:20:00');
  // Said wrong, the file is not understood, and what was recognised can be had back.
  await region.getByRole('combobox', { name: 'Separator' }).click();
  await page.getByRole('option', { name: 'pipe' }).click();
  await expect(drawer.getByRole('alert')).toContainText('the header has no id');
  await region.getByRole('combobox', { name: 'Separator' }).click();
  await page.getByRole('option', { name: 'as recognised' }).click();
  await expect(table.nth(1)).toHaveText('9007Zahlung3 Oct 2026, 04:20:00');
  await drawer.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(drawer.getByRole('alert')).toContainText('stored now: 2.');
});

test('values of another helpdesk have proposed meanings, each changed by one choice, and are kept for the next file', async ({
  page,
}) => {
  const drawer = await openDrawer(page);
  await drawer.getByRole('button', { name: 'Another file' }).click();
  const many = Array.from({ length: 1500 }, (_, at) => `${at + 7000};01.10.2026 08:00;Hoch;E-Mail`);
  const rows = [
    '9001;16.10.2026 08:00;P1;E-Mail',
    '9002;16.10.2026 08:00;Rot;Bote',
    '9003;16.10.2026 08:00;Rot;Telefon',
    ...many,
  ];
  const content = `Ticketnummer;Erstellt am;Prio;Kanal\n${rows.join('\n')}\n`;
  await drop(page, [{ name: 'theirs.csv', content }]);
  const values = drawer.getByRole('region', { name: 'What values mean' });
  await expect(values.getByRole('combobox', { name: 'Priority: Hoch (1,500)' })).toHaveValue('high');
  await expect(values.getByRole('combobox', { name: 'Priority: P1 (1)' })).toHaveAccessibleDescription('suggested');
  await expect(values.getByRole('combobox', { name: 'Channel: E-Mail (1,501)' })).toHaveValue('email');
  await expect(drawer).toContainText('1,503 rows read, 1,501 understood, 2 rows would be rejected.');
  await expect(drawer).toContainText('nothing is mapped to Due: there is no breach rate');
  const rejects = drawer.getByRole('region', { name: 'Rows that would be rejected' });
  await expect(rejects).toContainText(
    'Priority is not one of low, medium, high, urgent: 2 rows, as line 3 of theirs.csv',
  );
  await expect(rejects).toContainText('Say what these values mean');
  await expectAccessible(page);

  await values.getByRole('combobox', { name: 'Priority: Rot (2)' }).selectOption('urgent');
  await expect(drawer).toContainText('1,503 rows read, 1,502 understood, 1 row would be rejected.');
  await values.getByRole('checkbox', { name: 'Values that are not known become empty' }).click();
  await expect(drawer).toContainText('1,503 rows read, 1,503 understood.');
  await expect(rejects).toHaveCount(0);
  const kept = drawer.getByRole('region', { name: 'Saved mappings' });
  await kept.getByRole('textbox', { name: 'Save this mapping as' }).fill('Desk');
  await kept.getByRole('button', { name: 'Save', exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    kept.getByRole('link', { name: 'Download it' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Desk.json');
  expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toEqual({
    id: 'Ticketnummer',
    createdAt: 'Erstellt am',
    priority: 'Prio',
    channel: 'Kanal',
    values: { priority: { Rot: 'urgent' } },
    unknownValues: 'empty',
    suggest: true,
  });

  await drawer.getByRole('button', { name: 'Another file' }).click();
  await drop(page, [{ name: 'next.csv', content }]);
  await expect(drawer).toContainText('2 rows would be rejected.');
  await kept.getByRole('combobox', { name: 'Saved mapping' }).selectOption('Desk');
  await expect(drawer).toContainText('1,503 rows read, 1,503 understood.');
  await expectAccessible(page);
  await kept.getByRole('button', { name: 'Delete it' }).click();
  await kept.getByRole('button', { name: 'Delete the mapping' }).click();
  await expect(kept.getByRole('combobox')).toHaveCount(0);
  await drawer.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(drawer.getByRole('alert')).toContainText('stored now: 1,503.');
});

test('a replacement that would lose most of the tickets is asked about once more, with the numbers', async ({
  page,
}) => {
  const report = new ReportPage(page);
  const drawer = await openDrawer(page);
  await drawer.getByRole('button', { name: 'Another file' }).click();
  await drop(page, [{ name: 'small.csv', content: `id,createdAt\n1,${AT}\n` }]);
  await drawer.getByRole('checkbox', { name: /^Replace all [\d,]+ tickets/ }).click();
  await drawer.getByRole('button', { name: 'Import', exact: true }).click();
  await drawer.getByRole('button', { name: 'Replace the tickets' }).click();
  await expect(drawer.getByRole('alert')).toContainText(/Nothing was changed, since of [\d,]+ tickets 1 would be left/);
  await expectAccessible(page);
  await drawer.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(drawer.getByRole('group')).toContainText('tickets 1 would be left');
  await drawer.getByRole('button', { name: 'Replace the tickets' }).click();
  await expect(drawer.getByRole('alert')).toContainText('stored now: 1.');
  await drawer.getByRole('button', { name: 'Close import' }).click();
  await expect(report.total).toHaveText('1 ticket');
});

test('tickets that would take the place of those of another project are asked about', async ({ page }) => {
  const drawer = await openDrawer(page);
  await drawer.getByRole('button', { name: 'Another file' }).click();
  await drop(page, [{ name: 'hr.csv', content: 'id,createdAt\n1,2025-01-07 10:00:00\n2,2025-01-08 10:00:00\n' }]);
  await drawer.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(drawer.getByRole('alert')).toContainText(
    'Nothing was changed, since rows have the ids of a stored ticket of other days',
  );
  await expect(drawer.getByRole('checkbox', { name: /^Replace/ })).not.toBeChecked();
  await expectAccessible(page);
  await drawer.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(drawer.getByRole('group')).toContainText('Import, although rows have the ids of a stored ticket');
  await drawer.getByRole('button', { name: 'Import all the same' }).click();
  await expect(drawer.getByRole('alert')).toContainText('stored now: 2.');
});

test('on a phone: a file that is no text, one that is empty, and many unknown columns that fold away', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const drawer = await openDrawer(page);
  await drawer.getByRole('button', { name: 'Another file' }).click();
  await drop(page, [{ name: 'picture.csv', content: '\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0' }]);
  await expect(drawer.getByRole('alert')).toContainText('picture.csv: not a file of text');
  await expect(drawer.getByRole('button', { name: 'Import', exact: true })).toHaveAccessibleDescription(/cannot be/);
  await expect(drawer.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await drawer.getByRole('button', { name: 'Another file' }).click();

  await drop(page, [MORE, { name: 'nothing.csv', content: '' }]);
  await expect(drawer.getByRole('alert')).toHaveText('nothing.csv is empty.');
  await expectNoSidewaysScroll(page);

  const unknown = Array.from({ length: 30 }, (_, index) => `theirs ${index}`);
  await drop(page, [{ name: 'broad.csv', content: `ID,Created At,${unknown}\n9,${AT}${','.repeat(30)}\n` }]);
  await expect(drawer.getByRole('combobox', { name: 'ID' })).toHaveAccessibleDescription('suggested');
  const start = drawer.getByRole('button', { name: 'Import', exact: true });
  await expect(start).toBeInViewport();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await drawer.getByRole('button', { name: 'Show the 30 without a suggestion (left out)' }).click();
  await expect(drawer.getByRole('combobox', { name: 'theirs 29' })).toBeVisible();
  await drawer.getByRole('button', { name: 'Fold the 30' }).click();
  await start.click();
  await expect(drawer.getByRole('alert')).toContainText('stored now: 1.');
  await expectNoSidewaysScroll(page);
});
