import {
  test as base,
  type ConsoleMessage,
  expect,
  type Locator,
  type Page,
  type Request,
  type TestInfo,
} from '@playwright/test';
import { createTokens } from '../src/server/access/tokens';
import { readConfig } from '../src/server/config/config';
import { SECRET, urlVariable } from './serverProcess';

/** Permissions to read the report and to take files of it. */
export const READER: readonly string[] = ['reportTickets', 'exportData'];

/** The page as a person sees it: what can be clicked and read, by its name. */
export class ReportPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /**
   * Opens the report through a sign-in link, as somebody with these permissions.
   * @param search of all tickets, unless it says others; a bare address is `''`.
   */
  async open(search = '?period=all', permissions = READER, email = 'anna@example.com'): Promise<void> {
    await this.page.goto(`${address()}/reporting${search}#token=${await tokenFor(email, permissions)}`);
  }

  get total(): Locator {
    return this.page.getByRole('status').getByText(/^[\d,]+ tickets?$/);
  }

  /** The number in the line above the figures. */
  async count(): Promise<number> {
    return Number(((await this.total.textContent()) ?? '').replace(/\D/g, ''));
  }

  get rows(): Locator {
    return this.page.getByRole('grid', { name: 'Tickets' }).locator('.MuiDataGrid-row');
  }

  /** The cells of a column on this page of the grid, by the column's documented name. */
  cells(column: string): Locator {
    return this.rows.locator(`[data-field="${column}"]`);
  }

  /** Waits until the rows are those of the address. */
  async settled(): Promise<void> {
    await expect(this.page.getByRole('region', { name: 'Tickets' })).toHaveAttribute('aria-busy', 'false');
    await this.page.evaluate(untilAllAreDrawn);
  }

  chip(text: string | RegExp): Locator {
    return this.page.getByRole('group', { name: 'Filters' }).getByRole('button', { name: text });
  }

  /** Adds a filter by keyboard up to its editor. */
  async startFilter(column: string): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Add filter' }).click();
    await this.page.getByRole('combobox', { name: 'Filter by' }).fill(column);
    await this.page.keyboard.press('Enter');
    return this.page.getByRole('dialog', { name: 'Add filter' });
  }

  /** A choice in the menu of the export, which this opens. */
  async fileChoice(name: RegExp): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Format and columns of the file' }).click();
    return this.page.getByRole('menuitemradio', { name });
  }

  async export(format: string): Promise<void> {
    await (await this.fileChoice(new RegExp(`^${format}`))).click();
    await this.page.getByRole('button', { name: `Export ${format}`, exact: true }).click();
  }
}

export function address(): string {
  const url = process.env[urlVariable()];
  if (url === undefined) throw new Error(`${urlVariable()} is not set`);
  return url;
}

/** In the page: rows are drawn in two steps, the second when the first was measured. */
async function untilAllAreDrawn(): Promise<void> {
  let [drawn, quiet] = [-1, 0];
  while (quiet < 3) {
    const now = document.querySelectorAll('.MuiDataGrid-row').length;
    quiet = now === drawn ? quiet + 1 : 0;
    drawn = now;
    await new Promise(requestAnimationFrame);
  }
}

/** @param seconds longer than any test: the end of a session is announced on the page. */
export function tokenFor(email: string, permissions: readonly string[], seconds = 3600): Promise<string> {
  const user = { id: email, email, name: email, permissions: [...permissions] };
  const tokens = createTokens(new TextEncoder().encode(SECRET), readConfig({}).tokens);
  return tokens.issue(user, 'api', seconds);
}

export const test = base.extend<{ report: ReportPage }>({
  page: async ({ page }, use) => {
    await use(page);
    // A request that a test answers can be on its way when the test ends; it would fail the next one.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  },
  report: async ({ page }, use, info) => {
    await tellingOfFailure(page, info, () => use(new ReportPage(page)));
  },
});

/** What was on the page when a test failed: of a failure that comes once in fifty runs, this is all there is. */
export async function tellingOfFailure(page: Page, info: TestInfo, run: () => Promise<void>): Promise<void> {
  const told: string[] = [];
  const onError = (error: Error) => told.push(String(error));
  const onConsole = (message: ConsoleMessage) => message.type() === 'error' && told.push(message.text());
  const onFailed = (request: Request) => told.push(`${request.url()} ${request.failure()?.errorText ?? ''}`);
  page.on('pageerror', onError).on('console', onConsole).on('requestfailed', onFailed);
  await run();
  page.off('pageerror', onError).off('console', onConsole).off('requestfailed', onFailed);
  if (info.status === info.expectedStatus) return;
  const text = await page
    .locator('body')
    .textContent({ timeout: 5000 })
    .catch((error: unknown) => `cannot be read: ${String(error)}`);
  console.log(`the page when it failed: ${page.url()}\n${(text ?? '').slice(0, 2000)}\n${told.slice(-20).join('\n')}`);
}
