import { expect, type Locator, type Page } from '@playwright/test';
import { type ColumnId, valueLabel } from '../src/contract/columns/columns';
import { formatDuration, formatShare } from '../src/contract/format/format';
import { formatCount } from '../src/contract/format/numbers';
import { type ReportResponse, reportResponseSchema } from '../src/contract/responses/reportResponse';
import { previewResponseSchema } from '../src/contract/responses/ticketResponses';
import { type BreachBase, breachRate, SLA_STATES } from '../src/contract/sla';
import './inEnglish';
import { formatExcess } from '../src/web/charts/excess';
import { inOpenPage as test } from './openPage';
import { address, test as anew, type ReportPage } from './reportPage';

/** The figures on screen are those of the API, and what a figure counts is what a click on it leaves. */

const CHANNELS =
  'filters[0][key]=channel&filters[0][comparator]=in&filters[0][values][]=email&filters[0][values][]=chat';
const REPORT = '/api/mind/report/reporting_tickets';
const PREVIEW = '/api/mind/export/reporting_tickets/preview';

/** What the figures of an open page are of. */
const moments = new WeakMap<Page, string>();

/** Opens a report; gives the moment that its figures are of. */
async function openAt(report: ReportPage, search: string): Promise<string> {
  const known = moments.get(report.page);
  // What was asked before is not asked again.
  const asked = known ?? report.page.waitForRequest((request) => new URL(request.url()).pathname === REPORT);
  await report.open(`?${search}`);
  const asOf = typeof asked === 'string' ? asked : new URL((await asked).url()).searchParams.get('asOf');
  await expect(report.total).toBeVisible();
  if (asOf === null) throw new Error('the page named no moment');
  moments.set(report.page, asOf);
  return asOf;
}

/** What the API answers to whoever is signed in on the page. @param query as it stands in the page's address. */
async function ask(page: Page, path: string, query: string): Promise<unknown> {
  const response = await page.request.get(`${address()}${path}?${query}`);
  expect(response.status()).toBe(200);
  return response.json();
}

async function reportOf(page: Page, query: string): Promise<ReportResponse> {
  return reportResponseSchema.parse(await ask(page, REPORT, query));
}

/** Counted by the rows' own question, which shares nothing with the report's. */
async function countOf(page: Page, query: string): Promise<number> {
  return previewResponseSchema.parse(await ask(page, PREVIEW, `${query}&limit=1`)).total;
}

function figures(page: Page): Locator {
  return page.getByRole('region', { name: 'Figures' });
}

/** A tile's value that is a filter, by the tile's title. */
function tile(page: Page, title: string): Locator {
  return figures(page).getByRole('button', { name: new RegExp(`^${title}: .* Show only these$`) });
}

/** `1,234 of 5,678` below the breach rate. */
function rateNote(states: ReportResponse['states'], base: BreachBase): string {
  const { breached, of } = breachRate(states, base);
  return `${formatCount(breached)} of ${formatCount(of)}`;
}

function groupNames({ by, rows, other }: ReportResponse['groups'], base: BreachBase): string[] {
  const all = breachRate(ratedTogether([...rows, ...(other === null ? [] : [other])]), base);
  const excessOf = (states: ReportResponse['states']) => {
    const { breached, of } = breachRate(states, base);
    return breached - (all.rate ?? 0) * of;
  };
  // The answer's own order is that of the headline rate.
  const inOrder = base === 'all' ? rows : rows.toSorted((a, b) => excessOf(b.states) - excessOf(a.states));
  const named = inOrder.map(({ value, states }) => ({ label: labelOf(by, value), states }));
  const rest = other === null ? [] : [{ label: `Other (${formatCount(other.values)})`, states: other.states }];
  return [...named, ...rest].map(({ label, states }) => {
    const { rate, of } = breachRate(states, base);
    const total = SLA_STATES.reduce((sum, state) => sum + states[state], 0);
    return `${label}: ${formatCount(total)} tickets, breach rate ${formatShare(rate)} of ${formatCount(of)}, ${formatExcess(excessOf(states))} late beyond the overall rate`;
  });
}

function ratedTogether(groups: readonly Pick<ReportResponse, 'states'>[]) {
  const sum = (state: 'met' | 'breachedClosed' | 'breachedOpen') =>
    groups.reduce((total, { states }) => total + states[state], 0);
  return { met: sum('met'), breachedClosed: sum('breachedClosed'), breachedOpen: sum('breachedOpen') };
}

function labelOf(by: ColumnId, value: string | number | null): string {
  return value === null ? '(empty)' : valueLabel(by, String(value));
}

/** The rows of the chart as marks, whose names hold their numbers. */
async function shownGroups(page: Page): Promise<(string | null)[]> {
  const rows = page.getByRole('region', { name: /^Breach by/ }).getByRole('listitem');
  return Promise.all((await rows.all()).map((row) => row.getByRole('button').first().getAttribute('aria-label')));
}

test('tiles, total, groups and percentiles are what the API answers for the same query and moment', async ({
  report,
  page,
}) => {
  const asOf = await openAt(report, `${CHANNELS}&groupBy=customerId`);
  const filtered = `${CHANNELS}&asOf=${asOf}`;
  const { total, states, backlog, timeToClose, groups } = await reportOf(page, `${filtered}&groupBy=customerId`);
  const { percentiles, kaplanMeier } = timeToClose;
  if (percentiles === null) throw new Error('no ticket is closed');
  const reached = (name: 'p50' | 'p90' | 'p95' | 'p99') => kaplanMeier.percentiles[name];
  const words = (seconds: number | null) => (seconds === null ? '–' : formatDuration(seconds, 2));

  expect(await report.count()).toBe(total);
  expect(await countOf(page, filtered)).toBe(total);
  for (const state of SLA_STATES) {
    const inState = `filters[1][key]=slaState&filters[1][comparator]=%3D&filters[1][value]=${state}`;
    expect(await countOf(page, `${filtered}&${inState}`)).toBe(states[state]);
  }

  await expect(figures(page).getByText('Tickets', { exact: true }).locator('..')).toContainText(formatCount(total));
  for (const [title, value] of [
    ['Not closed', formatCount(backlog.notClosed)],
    ['Overdue, not closed', formatCount(states.breachedOpen)],
    ['Breach rate', formatShare(breachRate(states, 'all').rate)],
  ] as const) {
    await expect(tile(page, title)).toHaveText(value);
  }
  await expect(figures(page)).toContainText(rateNote(states, 'all'));
  for (const [title, name] of [
    ['Half closed within', 'p50'],
    ['90 % closed within', 'p90'],
  ] as const) {
    const shown = figures(page).getByText(title).locator('..');
    await expect(shown).toContainText(words(reached(name)));
    const ofClosed = shown.getByRole('button', { name: `of closed tickets ${words(percentiles[name])}` });
    await ofClosed.click();
    await expect(shown).toContainText(`of ${formatCount(timeToClose.n)}`);
    await shown.getByRole('button', { name: /^with open ones/ }).click();
  }

  expect(await shownGroups(page)).toEqual(groupNames(groups, 'all'));
  await expect(page.getByRole('button', { name: /^p9[59] .*took longer/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Show p95 and p99' }).click();
  for (const name of ['p50', 'p90', 'p95', 'p99'] as const) {
    const mark = page.getByRole('button', { name: new RegExp(`^${name} .*took longer`) });
    if (reached(name) === null) await expect(mark).toHaveCount(0);
    else await expect(mark).toContainText(`${name} ${words(reached(name))}`);
  }
});

anew(
  'with the switch on closed only every rate counts closed tickets alone, also after a reload',
  async ({ report, page }) => {
    const asOf = await openAt(report, CHANNELS);
    const { states, groups } = await reportOf(page, `${CHANNELS}&asOf=${asOf}`);
    const [all, closed] = (['all', 'closed'] as const).map((base) => formatShare(breachRate(states, base).rate));
    expect(closed).not.toBe(all);
    await expect(tile(page, 'Breach rate')).toHaveText(all ?? '');

    await page.getByRole('group', { name: 'Breach rate counts' }).getByRole('button', { name: 'closed only' }).click();
    await expect(page).toHaveURL(/[?&]sla=closed/);
    const expectClosedOnly = async () => {
      await expect(tile(page, 'Breach rate, closed only')).toHaveText(closed ?? '');
      await expect(tile(page, 'Breach rate')).toHaveCount(0);
      await expect(figures(page)).toContainText(rateNote(states, 'closed'));
      // The other figure stands beside it, and leads back.
      await expect(figures(page).getByRole('button', { name: `with overdue ${all}` })).toBeVisible();
      const { breached, of } = breachRate(states, 'closed');
      const formula = `closed late ÷ (met + closed late) = ${formatCount(breached)} ÷ ${formatCount(of)} = ${closed}`;
      await expect(page.getByText(formula)).toBeVisible();
      expect(await shownGroups(page)).toEqual(groupNames(groups, 'closed'));
    };
    await expectClosedOnly();
    await openAt(report, `${CHANNELS}&sla=closed&asOf=${asOf}`);
    await expectClosedOnly();
    await figures(page)
      .getByRole('button', { name: `with overdue ${all}` })
      .click();
    await expect(tile(page, 'Breach rate')).toHaveText(all ?? '');
  },
);

for (const [base, title, chip] of [
  ['all', 'Breach rate', 'Service level is closed late or “overdue, not closed”'],
  ['closed', 'Breach rate, closed only', 'Service level is closed late'],
] as const) {
  test(`a click on the tile "${title}" leaves the tickets that it counts`, async ({ report, page }) => {
    const asOf = await openAt(report, `${CHANNELS}&sla=${base}`);
    const { states } = await reportOf(page, `${CHANNELS}&asOf=${asOf}`);
    const { breached } = breachRate(states, base);
    await expect(figures(page)).toContainText(rateNote(states, base));
    await tile(page, title).click();
    await expect(report.chip(new RegExp(`^${chip}$`))).toBeVisible();
    await expect(report.chip(/^Channel is/)).toBeVisible();
    await expect.poll(() => report.count()).toBe(breached);
    // Of nothing else: all of them are late now.
    await expect(tile(page, title)).toHaveText('100.0 %');
  });
}

test('a click on the other tiles leaves the tickets that they count', async ({ report, page }) => {
  const asOf = await openAt(report, CHANNELS);
  const { total, states, backlog } = await reportOf(page, `${CHANNELS}&asOf=${asOf}`);
  for (const [title, count] of [
    ['Not closed', backlog.notClosed],
    ['Overdue, not closed', states.breachedOpen],
  ] as const) {
    await tile(page, title).click();
    await expect.poll(() => report.count()).toBe(count);
    await page.goBack();
    await expect.poll(() => report.count()).toBe(total);
  }
});
