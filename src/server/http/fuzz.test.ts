import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import type { Filter } from '../../contract/query/filters';
import { reportResponseSchema } from '../../contract/responses/reportResponse';
import { previewResponseSchema } from '../../contract/responses/ticketResponses';
import { plainFilters } from '../../testing/fuzz/plainFilters';
import { type FuzzedRequest, requestArbitrary } from '../../testing/fuzz/requestArbitrary';
import { matchesAll, matchesSearch } from '../../testing/matchFilters';
import { openTestBackend, READER, type TestBackend } from '../../testing/testBackend';
import { randomTickets } from '../../testing/ticketFactory';

/** Whatever is sent: no failure of the server, no refusal in another form, nothing hidden, and never a wider report. */

const CASES = 10_000;
const SEED = 20_261_128;
const RANDOM_CASES = 500;
const AT_ONCE = 10;
const NOW = '2024-09-15 12:00:00';
/** Part of every agent and of every raw text, and of nothing else that a request can name. */
const HIDDEN = 'hidden-from-readers';

const tickets = randomTickets(5, 400).map((ticket) => ({
  ...ticket,
  email: ticket.email === null ? null : `${HIDDEN}-${ticket.email}`,
  rawData: ticket.rawData === null ? null : `{"note":"${HIDDEN}"}`,
}));
let server: TestBackend;
/** Of several users: one alone is answered two questions at a time. */
let tokens: string[];

beforeAll(async () => {
  const now = () => new Date(`${NOW.replace(' ', 'T')}Z`);
  server = await openTestBackend(
    { REPORTING_PRIVACY_LEVEL: 'partiallyPseudonymized', EXPORT_SYNC_ROWS_TEXT: '300' },
    { now },
  );
  await server.insert(tickets);
  tokens = await Promise.all(['a', 'b', 'c', 'd'].map((name) => server.tokenFor(`${name}@example.com`, READER)));
});
afterAll(() => server.close());

const seen = { refused: 0, answered: 0, compared: 0 };

async function check({ endpoint, path, search, body }: FuzzedRequest, at: number): Promise<void> {
  const token = tokens[at % tokens.length] ?? '';
  const init = {
    token,
    method: endpoint.method,
    ...(body === undefined || endpoint.method === 'GET' ? {} : { body }),
  };
  const response = await server.call(path, init);
  const text = await response.text();
  expect(response.status).toBeLessThan(500);
  expect(text).not.toContain(HIDDEN);
  if (response.status >= 400) {
    seen.refused += 1;
    expect(errorBodySchema.strict().parse(JSON.parse(text)).error.message).not.toBe('');
    return;
  }
  seen.answered += 1;
  if (endpoint.readsTickets !== true) return;
  const filters = plainFilters(search);
  expect(filters, 'what was accepted has a plain reading').toBeDefined();
  const total = totalOf(endpoint.id, text);
  if (filters === undefined || total === undefined) return;
  seen.compared += 1;
  expect(total).toBe(countOf(filters, new URLSearchParams(search)));
}

function totalOf(id: string, text: string): number | undefined {
  if (id === 'GET /export/reporting_tickets/preview') return previewResponseSchema.parse(JSON.parse(text)).total;
  return id === 'GET /report/reporting_tickets' ? reportResponseSchema.parse(JSON.parse(text)).total : undefined;
}

function countOf(filters: readonly Filter[], parameters: URLSearchParams): number {
  const named = parameters.get('asOf');
  const words = parameters.get('search') ?? '';
  const asOf = { time: named ?? NOW, timeZone: 'UTC', hidesLaterClosings: named !== null };
  return tickets.filter((ticket) => matchesAll(ticket, filters, asOf) && matchesSearch(ticket, words, asOf)).length;
}

/** Several at once, as they come to a server. */
function run(cases: number, options: fc.Parameters<unknown>): Promise<void> {
  const requests = fc.array(requestArbitrary(), { minLength: AT_ONCE, maxLength: AT_ONCE });
  const property = fc.asyncProperty(requests, async (each) => {
    await Promise.all(each.map(check));
  });
  return fc.assert(property, { ...options, numRuns: cases / AT_ONCE });
}

test(`${CASES} requests`, { timeout: 600_000 }, async () => {
  await run(CASES, { seed: SEED });
  console.log(JSON.stringify(seen));
  // A test that is only refused would prove little.
  expect(seen.compared).toBeGreaterThan(CASES / 20);
  expect(seen.refused).toBeGreaterThan(CASES / 4);
});

test(`${RANDOM_CASES} others, in each run`, { timeout: 120_000 }, () => run(RANDOM_CASES, {}));
