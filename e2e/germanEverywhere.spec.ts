import { expect, type Page } from '@playwright/test';
import { drop } from './importDrawer';
import { inOpenPage as test } from './openPage';
import { address, test as anew, tokenFor } from './reportPage';

/** Everything beyond the report in a German browser: with content in it, and not a word of English around that. */

test.use({ locale: 'de-DE' });

const WORDS =
  'the|of|and|with|not|is|are|were|your|you|files?|rows?|columns?|closed|late|overdue|created|due|search|filter by|views|cancel|apply|choose|enter|last|this|today|yesterday|days?|weeks?|months?|hours?|yes|empty|values?|from|to|or|than|least|most|between|sent|failed|sending|importing|drop|sign|copied|loading|allowed|needs|permission|which|what|who|nothing|everything|again|close|open the|download csv|delete|save|share|rename|agent|topic|priority|channel|customer|contains|before|after';
const ENGLISH = new RegExp(`(?<![\\p{L}\\d_@./\\-=&?])(?:${WORDS})(?![\\p{L}\\d_@/\\-=&])`, 'giu');

/** What stands in files and addresses is named as it stands there. */
const VALUES = /\b(?:channel|open|closed|pending|resolved|waitingOn\w+)\b,?/g;

/** What people read or are read, without what stands in tickets, files and addresses (as the audit's queries do). */
async function saidOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const body = document.body.cloneNode(true) as HTMLElement;
    const given =
      '[role=gridcell], [aria-label="Werte der Tickets"] [role=option], section button.row, [data-emphasis], [data-query], code, pre, td, style, script';
    for (const each of body.querySelectorAll(given)) each.remove();
    const said = [...body.querySelectorAll('*')].flatMap((element) => [
      ...['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? ''),
      ...[...element.childNodes]
        .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent ?? ''),
    ]);
    return said.map((text) => text.trim()).filter((text) => text !== '');
  });
}

async function expectGerman(page: Page): Promise<void> {
  // What is loaded or asked for after the address is there.
  await expect(page.getByText('Wird gezählt …').or(page.locator('[aria-busy=true]'))).toHaveCount(0);
  await expect.poll(async () => (await saidOn(page)).length).toBeGreaterThan(2);
  const said = (await saidOn(page)).map((text) => text.replace(VALUES, ''));
  expect(said.filter((text) => text.match(ENGLISH) !== null)).toEqual([]);
}

for (const column of [
  'Kanal',
  'Thema',
  'Erstellt',
  'Lösungszeit',
  'Service-Level',
  'Kunde',
  'Tags',
  'Eingehende Nachrichten',
]) {
  test(`the editor of ${column}, with all of its conditions`, async ({ report, page }) => {
    await report.open('?period=all&columns=id,createdAt');
    await page.getByRole('button', { name: 'Filter hinzufügen' }).click();
    await page.getByRole('combobox', { name: 'Filtern nach' }).fill(column);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    await expectGerman(page);
    const conditions = dialog.getByRole('combobox', { name: 'Bedingung' });
    const names = await conditions.locator('option').allTextContents();
    for (const name of names) {
      await conditions.selectOption(name);
      await expectGerman(page);
    }
  });
}

test('a mistake in an editor, and the finder that understands nothing', async ({ report, page }) => {
  await report.open('?period=all&columns=id,createdAt');
  await page.getByRole('button', { name: 'Filter hinzufügen' }).click();
  await page.getByRole('combobox', { name: 'Filtern nach' }).fill('32.13.2026');
  await expectGerman(page);
  await page.getByRole('combobox', { name: 'Filtern nach' }).fill('dringend oder hoch, letzte 30 Tage, blubb');
  await expectGerman(page);
});

anew('exports: the menu, a download, its entry, and one that is mailed', async ({ report, page }) => {
  // What somebody has exported stands in a list of theirs, which other tests read.
  await report.open('?period=all&columns=id,createdAt', undefined, 'german.exports@example.com');
  await page.getByRole('button', { name: 'Format und Spalten der Datei' }).click();
  await expectGerman(page);
  await page.getByRole('menuitemradio', { name: /^xlsx/ }).click();
  await page.getByRole('button', { name: 'xlsx exportieren' }).click();
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^Exporte/ })
    .click();
  const drawer = page.getByRole('dialog', { name: 'Exporte' });
  await expect(drawer.getByRole('listitem').first()).toBeVisible();
  await expectGerman(page);
});

test('views, what has no tickets, a bad link, and a page that is not there', async ({ report, page }) => {
  await report.open('?filters[0][key]=customerId&filters[0][comparator]==&filters[0][value]=%C3%9F-none');
  await expect(page.getByText('Keine passenden Tickets').first()).toBeVisible();
  await expectGerman(page);
  await page.getByRole('button', { name: /Ansichten/ }).click();
  await expectGerman(page);
  await page.keyboard.press('Escape');
  await report.open('?filters[0][key]=channel&filters[0][comparator]==&filters[0][value]=fax');
  await expect(page.getByRole('alert')).toContainText('fax');
  await expectGerman(page);
  await report.open('?period=all&page=99999');
  await expectGerman(page);
});

anew('the sign-in, what is refused, and the audit', async ({ report, page }) => {
  await page.goto(`${address()}/reporting`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expectGerman(page);
  await page.goto(`${address()}/reporting#code=not-a-code`);
  await expectGerman(page);
  await report.open('', []);
  await expect(page.getByText('reportTickets')).toBeVisible();
  await expectGerman(page);
  await page.goto(`${address()}/reporting/audit#token=${await tokenFor('german.audit@example.com', ['viewAudit'])}`);
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await expectGerman(page);
  await page.getByRole('button', { name: /weitermachen$/ }).click();
  await expect(page.getByRole('listitem').first()).toBeVisible();
  await expectGerman(page);
});

anew('the import: recognised, asked, rejected', async ({ report, page }) => {
  await report.open('?period=all&columns=id,createdAt', ['reportTickets', 'importTickets']);
  await page
    .getByRole('banner')
    .getByRole('button', { name: /Import/ })
    .click();
  await expectGerman(page);
  const content =
    'Nummer,Erstellt,Fällig,Status\n1,2024-05-12 09:00:00,x,offen\nzwei,2024-05-13,2024-05-14 09:00:00,blau\n';
  await drop(page, [{ name: 'datei.csv', content }], /Dateien/);
  await expect(
    page
      .getByRole('dialog')
      .getByText(/abgelehnt/)
      .first(),
  ).toBeVisible();
  await expectGerman(page);
});
