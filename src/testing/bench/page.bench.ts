import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BenchServer, openBenchServer } from './benchServer';

/**
 * From a filter's Enter to rows and charts that are painted, in a real browser over a million tickets. The goal is a
 * time, since that is what a person feels; a machine at work on something else misses it.
 */

const ROWS = 1_000_000;
const APPLIED = 40;
const P95_MS = 300;
const FILTERS =
  'filters[0][key]=createdAt&filters[0][comparator]=between&filters[0][from]=2024-03-01&filters[0][to]=2025-08-31' +
  '&filters[1][key]=channel&filters[1][comparator]=in&filters[1][values][]=email&filters[1][values][]=chat';
/** Chosen in ever other combinations: what was asked for before is not asked again. */
const CHANNELS = ['portal', 'phone', 'system', 'letter', 'email', 'chat'];
const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

let server: BenchServer;
let browser: Browser;

beforeAll(async () => {
  server = await openBenchServer(ROWS);
  const executablePath = SYSTEM_BROWSERS.find((path) => existsSync(path));
  browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
}, 300_000);
afterAll(async () => {
  await browser.close();
  await server.close();
});

const TICKETS = 'section[aria-label=Tickets][aria-busy=false]';

/** Milliseconds from the next Enter until the rows and charts that it asked for are painted. */
function nextEnter(): Promise<number> {
  return new Promise((resolve) => {
    const isBusy = () => {
      const parts = ['Tickets', 'Figures'].map((name) => document.querySelector(`section[aria-label=${name}]`));
      return parts.some((part) => part?.closest('[aria-busy]')?.getAttribute('aria-busy') !== 'false');
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      removeEventListener('keydown', onKey, true);
      let wasBusy = false;
      const look = () => {
        wasBusy ||= isBusy();
        if (!wasBusy || isBusy()) {
          requestAnimationFrame(look);
          return;
        }
        // A message comes after the frame that the callback before it belongs to is painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - event.timeStamp);
        port2.postMessage(0);
      };
      requestAnimationFrame(look);
    };
    addEventListener('keydown', onKey, true);
  });
}

async function applyOther(page: Page, index: number): Promise<number> {
  await page.getByRole('button', { name: /^Channel is/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit filter' });
  for (const [place, name] of CHANNELS.entries()) {
    const box = dialog.getByRole('checkbox', { name: new RegExp(`^${name}`) });
    await box.setChecked((((index + 1) >> place) & 1) === 1);
  }
  await page.evaluate(`window.painted = (${nextEnter})(); undefined`);
  await page.keyboard.press('Enter');
  return page.evaluate<number>('window.painted');
}

test('a filter is painted soon after it is applied', async () => {
  const page = await browser.newPage({ viewport: { width: 1360, height: 900 } });
  page.setDefaultTimeout(15_000);
  const token = await server.tokenFor('anna@example.com', ['reportTickets', 'exportData']);
  await page.goto(`${server.address}/reporting?${FILTERS}`);
  await page.getByRole('textbox', { name: 'Sign-in link or token' }).fill(token);
  await page.keyboard.press('Enter');
  await page.locator(TICKETS).waitFor();
  const times: number[] = [];
  for (let index = 0; index < APPLIED; index += 1) times.push(await applyOther(page, index));
  times.sort((a, b) => a - b);
  const [p50, p95] = [0.5, 0.95].map((share) => times[Math.floor(share * APPLIED)] ?? 0);
  console.log(`painted: p50 ${p50?.toFixed(0)} ms, p95 ${p95?.toFixed(0)} ms (goal ${P95_MS})`);
  expect(p95).toBeLessThan(P95_MS);
}, 120_000);
