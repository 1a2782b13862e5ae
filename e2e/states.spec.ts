import { expect } from '@playwright/test';
import { violations } from './accessibility';
import { hold } from './hold';
import { inOpenPage as test } from './openPage';
import { address, test as anew } from './reportPage';

/** What asks for rows and figures. */
const REPORT = /\/reporting_tickets(\/preview)?\?/;

test.describe('accessibility', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the report has no violation, ${colorScheme}`, async ({ report, page }) => {
      await page.emulateMedia({ colorScheme });
      await report.open('?filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat');
      await expect(report.rows.first()).toBeVisible();
      await expect(page.getByRole('heading', { name: /Service level by/ })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  }

  test('the filter editor has no violation', async ({ report, page }) => {
    // Four times the work of the others.
    test.slow();
    await report.open();
    await expect(report.rows.first()).toBeVisible();
    for (const column of ['channel', 'created', 'topic', 'time to close']) {
      await report.startFilter(column);
      expect(await violations(page)).toEqual([]);
      // An open list of suggestions takes the first Escape.
      await expect(async () => {
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 500 });
      }).toPass();
    }
  });

  anew('sign-in has no violation', async ({ page }) => {
    await page.goto(`${address()}/reporting`);
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
});

anew(
  'who was signed in asks for the report’s code and the profile beside the texts, not after them',
  async ({ report, page }) => {
    await report.open();
    await expect(report.rows.first()).toBeVisible();
    const release = await hold(page, /\/english-[^/]*\.js$/);
    const asked = [/\/ReportPage-[^/]*\.js$/, /\/api\/mind\/profile$/].map((url) => page.waitForRequest(url));
    await page.reload({ waitUntil: 'commit' });
    await Promise.all(asked);
    release();
    await expect(report.rows.first()).toBeVisible();
  },
);

test('a link that is not understood says which part and applies nothing until the viewer chooses', async ({
  report,
  page,
}) => {
  const channel = 'filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';
  await report.open(`?${channel}&filters[1][key]=topik&filters[1][comparator]=isEmpty`);
  await expect(page.getByText('"topik" is not a column')).toBeVisible();
  await expect(page.getByText('filters[1][key]')).toBeVisible();
  await expect(report.rows).toHaveCount(0);
  await page.getByRole('button', { name: 'Open without this part' }).click();
  await expect(report.chip(/Channel is chat/)).toBeVisible();
  await expect(report.rows.first()).toBeVisible();
});

test('a link that only the server can refuse is not half applied', async ({ report, page }) => {
  const range = 'filters[0][key]=createdAt&filters[0][comparator]=between&filters[0][from]=now&filters[0][to]=now-3d';
  await report.open(`?${range}&filters[1][key]=channel&filters[1][comparator]=%3D&filters[1][value]=chat`);
  await expect(page.getByText('Nothing of the link has been applied.')).toBeVisible();
  await expect(report.chip(/Channel is chat/)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Copy link' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Open without this part' }).click();
  await expect(report.chip(/Channel is chat/)).toBeVisible();
});

test('a link with a gap in its filters is opened with the gap closed, once the viewer says so', async ({
  report,
  page,
}) => {
  await report.open('?filters[1][key]=channel&filters[1][comparator]=%3D&filters[1][value]=chat');
  await expect(page.getByText('filters[0] is missing')).toBeVisible();
  await page.getByRole('button', { name: 'Open with the gap closed' }).click();
  await expect(report.chip(/Channel is chat/)).toBeVisible();
});

test('a link whose only filter is wrong names it in words', async ({ report, page }) => {
  await report.open('?filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=fax');
  await expect(page.getByText('Channel is “fax”')).toBeVisible();
  await page.getByRole('button', { name: 'Leave this filter out: all tickets' }).click();
  await expect(report.rows.first()).toBeVisible();
});

anew('one click on the top bar turns the page dark, and stays', async ({ report, page }) => {
  await report.open();
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await expect(page.locator('html')).toHaveClass(/dark/);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Light theme' })).toBeVisible();
});

test('nothing matches: the page says so and offers a way out', async ({ report, page }) => {
  await report.open('?filters[0][key]=id&filters[0][comparator]=%3D&filters[0][value]=1');
  await expect(page.getByText('No tickets match').first()).toBeVisible();
  const button = page.getByRole('button', { name: /^Export / });
  await expect(button).toBeDisabled();
  await expect(button).toHaveAccessibleDescription(/nothing to export/);
  await expect(page.getByRole('button', { name: /^Without “Id is 1”: [\d,]+ tickets$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(report.rows.first()).toBeVisible();
});

test('nothing matches together: what helps stands first', async ({ report, page }) => {
  await report.open(
    '?filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat' +
      '&filters[1][key]=id&filters[1][comparator]=%3D&filters[1][value]=1',
  );
  const choices = page.getByRole('button', { name: /^Without “/ });
  await expect(choices).toHaveText([/^Without “Id is 1”: [\d,]+ tickets$/, /^Without “Channel is chat”: 0 tickets$/]);
  await choices.first().click();
  await expect(report.rows.first()).toBeVisible();
});

anew('a session that ends under somebody’s work says so', async ({ report, page }) => {
  await report.open();
  await expect(report.rows.first()).toBeVisible();
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Go to next page' }).click();
  await expect(page.getByText('Your session has ended')).toBeVisible();
});

anew('the server goes away and comes back: the page says so and goes on', async ({ report, page }) => {
  await report.open();
  await expect(report.rows.first()).toBeVisible();
  await page.route('**/api/mind/**', (route) => route.abort());
  await report.startFilter('channel').then((editor) => editor.getByRole('checkbox', { name: /^chat/ }).check());
  await page.getByRole('button', { name: 'Apply' }).click();
  const away = page.getByText('The server cannot be reached').first();
  await expect(away).toBeVisible();
  // What was there stays, and does not look like the answer.
  await expect(page.getByText(/^Figures from before, as of /)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Figures' })).toBeVisible();
  // While it asks again the page stays as it is.
  const release = await hold(page, REPORT);
  await page.waitForRequest(REPORT);
  await expect(away).toBeVisible();
  await expect(page.getByRole('status', { name: 'Counting tickets' })).toHaveCount(0);
  await page.unroute('**/api/mind/**');
  release();
  // Nobody has to click: it asks again by itself.
  await expect(report.rows.first()).toBeVisible();
  await expect(report.chip(/Channel is chat/)).toBeVisible();
});

anew('figures that were there stay, greyed, when the server goes away under a refresh', async ({ report, page }) => {
  await report.open();
  const figures = page.getByRole('region', { name: 'Figures' });
  await expect(figures).toBeVisible();
  await page.route('**/api/mind/**', (route) => route.abort());
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect(page.getByText('The server cannot be reached').first()).toBeVisible();
  await expect(page.getByText(/^Figures from before/)).toBeVisible();
  await expect(figures).toBeVisible();
});

anew('without the permission to read reports the page says so', async ({ report, page }) => {
  await report.open('', []);
  await expect(page.getByText('You may not see this').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /columns visible|hidden/ })).toHaveCount(0);
});

anew('without the permission to export the export is off, and says why', async ({ report, page }) => {
  await report.open('?period=all', ['reportTickets']);
  await expect(report.rows.first()).toBeVisible();
  const button = page.getByRole('button', { name: /^Export (csv|xlsx|json)$/ });
  await expect(button).toBeDisabled();
  await expect(button).toHaveAccessibleDescription(/needs the permission exportData/);
  await expect(page.getByRole('button', { name: 'Format and columns of the file' })).toBeDisabled();
});

anew('signing out ends the session and keeps the report’s address', async ({ report, page }) => {
  const search = '?filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';
  await report.open(search);
  await page.getByRole('button', { name: 'anna@example.com' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(page.url()).toContain('channel');
});
