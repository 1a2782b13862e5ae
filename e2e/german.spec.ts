import { expect } from '@playwright/test';
import { violations } from './accessibility';
import { inOpenPage as test } from './openPage';
import { test as anew } from './reportPage';

test.use({ locale: 'de-DE' });

/** Words of the page in English, of rooms that speak German by now. */
const ENGLISH =
  /\b(the|of|and|with|closed|late|overdue|closed or due|created|priority|channel|refresh|views|filter by|as of|deadline|breach|within|rows|search|report|sign)\b/i;

anew('a German browser is shown German, and no English word', async ({ report, page }) => {
  await report.open('');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('region', { name: 'Kennzahlen' })).toContainText('Verletzungsquote');
  await expect(page.getByRole('region', { name: 'Antwort' })).toContainText(
    /^[\d,]+ % von [\d.]+ geschlossenen oder fälligen Tickets waren verspätet/,
  );
  await expect(page.getByRole('grid')).toContainText(/E-Mail|Telefon|Portal/);
  // What stands in the tickets is what was sent.
  const said = await page.evaluate(() => {
    for (const cell of document.querySelectorAll('[role=gridcell], section button.row, [data-emphasis]')) cell.remove();
    return document.body.textContent;
  });
  const found = said.split('\n').filter((line) => ENGLISH.test(line));
  expect(found).toEqual([]);
});

test('what the page says on hover, by keys and in menus is German, too', async ({ report, page }) => {
  await report.open('?period=all&columns=id,createdAt,status,secondsToClose,againstDeadline');
  await report.settled();
  const titles = await report.rows
    .locator('[title]')
    .evaluateAll((all) => all.map((each) => each.getAttribute('title')));
  expect(titles.length).toBeGreaterThan(20);
  // Neither the API's words nor its times: waitingOnCustomer, 2026-11-30 03:08:19.
  expect(titles.filter((title) => /\b(?:open|closed|pending|resolved|waitingOn)|\d{4}-\d\d/.test(title ?? ''))).toEqual(
    [],
  );
  await expect(page.getByRole('button', { name: 'Filter hinzufügen' })).toContainText('Strg K');
  await expect(page.getByRole('button', { name: 'Alle Spalten sichtbar', exact: true })).toBeVisible();
  const shown = (await page.getByRole('button', { name: /^Spalten · / }).textContent()) ?? '';
  await page.getByRole('button', { name: 'Format und Spalten der Datei' }).click();
  await expect(page.getByRole('menuitemradio', { name: /wie angezeigt/ })).toHaveText(
    new RegExp(`^${shown.replace(/\D/g, '')} Spalten, .*; dazu das Service-Level$`),
  );
});

test('in German the page has no barriers, wide or narrow', async ({ report, page }) => {
  // A filter makes the bar longer than a phone is wide.
  await report.open(
    '?filters[0][key]=createdAt&filters[0][comparator]=between&filters[0][from]=now-90d&filters[0][to]=now',
  );
  await report.settled();
  await expect(page.getByRole('region', { name: 'Kennzahlen' })).toBeVisible();
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

anew('another language is chosen in the menu of the user, and stays; a link can name one', async ({ report, page }) => {
  await report.open();
  await page.getByRole('button', { name: 'anna@example.com' }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('region', { name: 'Figures' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('region', { name: 'Figures' })).toBeVisible();
  await report.open('?period=all&lang=de');
  await expect(page.getByRole('region', { name: 'Kennzahlen' })).toBeVisible();
});
