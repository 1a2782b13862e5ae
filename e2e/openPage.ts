import type { Browser, Page } from '@playwright/test';
import { address, ReportPage, tellingOfFailure, test } from './reportPage';

/**
 * Tests that go through one page, one after the other: it shows another report in a fifth of the time that opening a
 * page takes. What is about opening it, or changes what the browser keeps for longer (theme, language, cookies), takes the
 * test with a page of its own, of reportPage.ts.
 */
export const inOpenPage = test.extend({
  page: async ({ browser, locale }, use) => {
    const page = await openPage(browser, locale);
    await use(page);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    // Each of these draws the page anew.
    const isOther = () => matchMedia('print').matches || matchMedia('(prefers-color-scheme: dark)').matches;
    if (await page.evaluate(isOther)) await page.emulateMedia({ media: null, colorScheme: null });
    if (JSON.stringify(page.viewportSize()) !== JSON.stringify(VIEWPORT)) await page.setViewportSize(VIEWPORT);
  },
  report: async ({ page }, use, info) => {
    await tellingOfFailure(page, info, () => use(new OpenReportPage(page)));
  },
});

/** Settings of a viewer who has chosen nothing. */
const UNTOUCHED = JSON.stringify({
  state: { widths: {}, density: 'standard', renewMinutes: 0, hasPicked: false, filterUses: {}, fileChoices: {} },
  version: 0,
});
const VIEWPORT = { width: 1280, height: 720 };
/** Long before a change asks for a new moment, after which numbers cannot be compared any more. */
const MAX_AGE_MS = 3 * 60_000;

/** Of this process, by server and language; after a test that failed a new process begins. */
const openPages = new Map<string, { page: Page; since: number }>();

async function openPage(browser: Browser, locale = ''): Promise<Page> {
  const key = `${address()} ${locale}`;
  const open = openPages.get(key);
  if (open !== undefined && Date.now() - open.since < MAX_AGE_MS) return open.page;
  await open?.page.context().close();
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  openPages.set(key, { page, since: Date.now() });
  return page;
}

class OpenReportPage extends ReportPage {
  /** Goes to the report as Back does, from whatever the test before has left. @param search names a report. */
  override async open(search = '?period=all'): Promise<void> {
    if (!this.page.url().startsWith(address()) || !(await this.closeAll())) await super.open(search);
    else await this.page.evaluate(goTo, { search, untouched: UNTOUCHED });
  }

  /** @returns whether nothing lies over the report any more. */
  private async closeAll(): Promise<boolean> {
    await this.page.mouse.move(0, 0);
    const over = this.page.locator('[role=dialog], [role=menu], [role=listbox]').filter({ visible: true });
    for (let tries = 0; tries < 4 && (await over.count()) > 0; tries += 1) await this.page.keyboard.press('Escape');
    return (await over.count()) === 0;
  }
}

/** In the page. */
async function goTo({ search, untouched }: { search: string; untouched: string }): Promise<void> {
  for (const close of document.querySelectorAll<HTMLElement>('[data-toasts] .MuiAlert-action > button')) close.click();
  localStorage.setItem('ticketlens', untouched);
  dispatchEvent(new StorageEvent('storage', { key: 'ticketlens' }));
  // Tab begins where the focus was last, even if that is gone.
  const first = document.createElement('span');
  first.tabIndex = -1;
  document.body.prepend(first);
  first.focus();
  first.remove();
  scrollTo(0, 0);
  // By a link that is not understood, which leaves nothing of the report before: no opened table, no editor.
  history.pushState({ chosen: true }, '', location.href);
  let quiet = 0;
  const changes = new MutationObserver(() => {
    quiet = 0;
  });
  changes.observe(document.body, { childList: true, subtree: true });
  for (const next of ['?nothing=', search]) {
    history.replaceState({ chosen: true }, '', location.pathname + next);
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
    // What is known already is drawn at once, and its rows in two steps, the second when they were measured.
    for (quiet = 0; quiet < 3; quiet += 1) await new Promise(requestAnimationFrame);
  }
  changes.disconnect();
}
