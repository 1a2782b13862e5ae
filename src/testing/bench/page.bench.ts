import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBrowser, ensureBuilt } from '../../setup/prepare.mjs';
import { type BenchServer, openBenchServer } from './benchServer';
import { Client } from './client';

/**
 * From a filter's Enter until rows and charts are painted, in a real browser over a million tickets. DESIGN's goal is a
 * time, which is printed; the test checks the ratio to the time of the two responses alone.
 */

const ROWS = 1_000_000;
const GOAL_MS = 300;
/** Ratio of p50 to the time of the responses: the browser and the engine share the cores. */
const HELD_RATIO = 3;
const FILTERS =
  'filters[0][key]=createdAt&filters[0][comparator]=between&filters[0][from]=2024-03-01&filters[0][to]=2025-08-31' +
  '&filters[1][key]=channel&filters[1][comparator]=in&filters[1][values][]=email&filters[1][values][]=chat';
const CHANNELS = ['email', 'chat', 'portal', 'phone', 'system', 'letter', 'walk-in'];
/** Each pair but the one of the link, since responses are cached. */
const PAIRS = CHANNELS.flatMap((one, index) => CHANNELS.slice(index + 1).map((other) => [one, other])).slice(1);

let server: BenchServer;
let browser: Browser;
let client: Client;

beforeAll(async () => {
  ensureBuilt();
  server = await openBenchServer(ROWS);
  client = new Client(server.token);
  browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
}, 300_000);
afterAll(async () => {
  await browser.close();
  await client.close();
  await server.close();
});

const TICKETS = 'section[aria-label=Tickets][aria-busy=false]';

/** Milliseconds from the next Enter until its rows and charts are painted. */
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
        // A message arrives after the frame of the callback is painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - event.timeStamp);
        port2.postMessage(0);
      };
      requestAnimationFrame(look);
    };
    addEventListener('keydown', onKey, true);
  });
}

async function apply(page: Page, chosen: readonly string[]): Promise<number> {
  await page.getByRole('button', { name: /^Channel is/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit filter' });
  for (const name of CHANNELS) {
    await dialog.getByRole('checkbox', { name: new RegExp(`^${name}`) }).setChecked(chosen.includes(name));
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
  for (const pair of PAIRS) times.push(await apply(page, pair));
  const answers: number[] = [];
  for (const pair of PAIRS) answers.push(await timeOfAnswers(pair));
  const [p50, p95, answered] = [quantile(times, 0.5), quantile(times, 0.95), quantile(answers, 0.5)];
  const ratio = p50 / answered;
  const words = [p50, p95, answered].map((ms) => `${ms.toFixed(0)} ms`);
  console.log(
    `painted: p50 ${words[0]}, p95 ${words[1]} (goal ${GOAL_MS}); answers alone ${words[2]}, ratio ${ratio.toFixed(2)}`,
  );
  expect(ratio).toBeLessThan(HELD_RATIO);
}, 120_000);

/** The requests of the page, without a page. */
async function timeOfAnswers(chosen: readonly string[]): Promise<number> {
  const values = chosen.map((name) => `&filters[1][values][]=${name === 'walk-in' ? 'walkIn' : name}`).join('');
  const filters = FILTERS.replace(/&filters\[1\]\[values\].*$/, values);
  const paths = [`export/reporting_tickets/preview?limit=25&${filters}`, `report/reporting_tickets?${filters}`];
  const start = performance.now();
  await Promise.all(paths.map((path) => client.get(`${server.address}/api/mind/${path}`)));
  return performance.now() - start;
}

function quantile(times: readonly number[], share: number): number {
  return [...times].sort((a, b) => a - b)[Math.floor(share * times.length)] ?? 0;
}
