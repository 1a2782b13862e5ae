import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import { lineResponseSchema } from '../../contract/responses/lineResponse';
import { MAX_VIEWS_CHARACTERS, viewListSchema } from '../../contract/responses/savedViews';
import { openTestBackend, READER, type TestBackend } from '../../testing/testBackend';
import { randomTickets } from '../../testing/ticketFactory';
import type { EngineLimits } from '../config/engineSettings';
import { EngineLimitError, sql } from '../engine/engine';

/** One caller's many or heavy requests: what others, and the caller, are answered meanwhile. */

const REPORT = '/report/reporting_tickets?groupBy=channel';
const ENDLESS = sql('SELECT sum(cityHash64(number)) AS n FROM numbers_mt(1e12)');
let server: TestBackend;
let busy: string;

beforeAll(async () => {
  server = await openTestBackend();
  await server.insert(randomTickets(3, 200));
  busy = await server.tokenFor('busy@example.com', READER);
});
afterAll(() => server.close());

/** Questions of busy@example.com take every place that they get until the test ends. */
function withBusyCaller(count: number): AsyncDisposable & { signal: AbortSignal } {
  const controller = new AbortController();
  const engine = server.backend.engine.forCaller('secret:busy@example.com');
  const ended = Promise.allSettled(Array.from({ length: count }, () => engine.query(ENDLESS, controller)));
  return {
    signal: controller.signal,
    async [Symbol.asyncDispose]() {
      controller.abort(new Error('the test ends'));
      await ended;
    },
  };
}

test('another caller is answered, and so is who one is, while one caller asks without end', async () => {
  const hold = withBusyCaller(40);
  try {
    expect((await server.call(REPORT)).status).toBe(200);
    expect((await server.call('/profile', { token: busy })).status).toBe(200);
    const line = lineResponseSchema.parse(await (await server.call('/line', { token: busy })).json());
    expect(line).toEqual({ waiting: 38, running: 2, others: 0 });
    expect(lineResponseSchema.parse(await (await server.call('/line')).json()).others).toBe(2);
  } finally {
    await hold[Symbol.asyncDispose]();
  }
});

test('a caller with too many questions is told when to ask again, and nobody else is', async () => {
  const hold = withBusyCaller(2);
  const controller = new AbortController();
  // Each another question: one that was answered before is kept.
  const asked = Array.from({ length: 33 }, async (_, at) =>
    server.call(`${REPORT}&search=question${at}`, { token: busy, signal: controller.signal }),
  );
  try {
    // The others wait for the engine.
    const refused = await Promise.race(asked);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('2');
    expect(errorBodySchema.parse(await refused.json()).error).toMatchObject({
      code: 'tooManyRequests',
      allowed: '32 at once',
    });
    expect((await server.call(REPORT)).status).toBe(200);
  } finally {
    controller.abort();
    await hold[Symbol.asyncDispose]();
    await Promise.allSettled(asked);
  }
  // What was given up is no longer counted.
  expect((await server.call(REPORT, { token: busy })).status).toBe(200);
});

test.each<[keyof EngineLimits, RegExp]>([
  ['seconds', /ENGINE_SECONDS.* 30 s/],
  ['fileSeconds', /ENGINE_FILE_SECONDS.* 1800 s/],
  ['memoryBytes', /ENGINE_MEMORY_MB.* 2000 MB/],
  ['answerBytes', /The answer is larger .* 16 MB/],
])('a bound that is met is named: %s', async (limit, words) => {
  const { engine } = server.backend;
  const bounded = vi
    .spyOn(engine, 'forCaller')
    .mockReturnValueOnce(
      Object.assign(engine.forCaller('x'), { query: () => Promise.reject(new EngineLimitError(limit)) }),
    );
  try {
    const answer = await server.call(`${REPORT}&search=asked-by-nobody-else`);
    expect(answer.status).toBe(503);
    expect(answer.headers.has('Retry-After')).toBe(false);
    const { error } = errorBodySchema.parse(await answer.json());
    expect(error.code).toBe('limitExceeded');
    expect(error.message).toMatch(words);
  } finally {
    bounded.mockRestore();
  }
});

test('a change is counted with what it stores as an entry of the audit is', async () => {
  const spend = vi.spyOn(server.backend.audit, 'spend');
  try {
    await server.call('/views/8b0e0f0a-0000-4000-8000-000000000000', { method: 'DELETE', token: busy });
    await server.call('/views', {
      method: 'POST',
      token: busy,
      body: JSON.stringify({ name: 'long', query: `search=${'x'.repeat(900)}` }),
      headers: { 'Content-Type': 'application/json' },
    });
    await server.call('/views', { token: busy });
    expect(spend.mock.calls.map(([user, length]) => [user, length >= 900])).toEqual([
      ['secret:busy@example.com', false],
      ['secret:busy@example.com', true],
    ]);
  } finally {
    spend.mockRestore();
  }
});

test('a body of many values is refused before it is parsed', async () => {
  const bodies = ['{"__proto__x":[', '{"a":['].map((start) => `${start}${'{},'.repeat(60_000)}{}]}`);
  for (const body of bodies) {
    const response = await server.call('/links', { method: 'POST', body });
    expect(response.status).toBe(413);
    expect(errorBodySchema.parse(await response.json()).error.allowed).toBe('at most 20000 values');
  }
});

test('signs within a text are no values', async () => {
  const body = JSON.stringify({ query: `search=${'[,":\\'.repeat(20_000)}` });
  expect((await server.call('/links', { method: 'POST', body })).status).toBe(400);
});

test('what is not understood is counted by its length as well', async () => {
  const token = await server.tokenFor('verbose@example.com', READER);
  const body = JSON.stringify({ other: 'x'.repeat(500_000) });
  const statuses: number[] = [];
  for (let each = 0; each < 9; each += 1) {
    const { status } = await server.call('/links', { method: 'POST', token, body });
    statuses.push(status);
  }
  expect(statuses.slice(0, 5)).toEqual([400, 400, 400, 400, 400]);
  expect(statuses.at(-1)).toBe(429);
});

test('the API’s document is built once, and not sent to who has it', async () => {
  const [first, second] = await Promise.all([1, 2].map(() => server.call('/docs/open-api', { token: '' })));
  const etag = first?.headers.get('ETag') ?? '';
  expect(etag).toMatch(/^"[\w-]{43}"$/);
  expect(second?.headers.get('ETag')).toBe(etag);
  expect(await second?.text()).toBe(await first?.text());
  const url = 'http://127.0.0.1:4173/api/mind/docs/open-api';
  const again = await server.app.request(url, { headers: { 'If-None-Match': etag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  // Who sees other columns gets another document.
  const none = await server.app.request(`${url}?asLevel=none`, { headers: { 'If-None-Match': '"other"' } });
  expect(none.status).toBe(200);
});

test('views together are no longer than a list of them may be', async () => {
  const query = `filters[0][key]=topic&filters[0][comparator]=in&${Array.from({ length: 900 }, (_, at) => `filters[0][values][]=${'x'.repeat(80)}${at}`).join('&')}`;
  const add = (name: string) =>
    server.call('/views', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name, query }),
    });
  const statuses: number[] = [];
  for (const name of ['a', 'b', 'c', 'd', 'e']) statuses.push((await add(name)).status);
  expect(statuses).toContain(201);
  expect(statuses.at(-1)).toBe(409);
  const { views } = viewListSchema.parse(await (await server.call('/views')).json());
  expect(views.reduce((sum, view) => sum + (view.query?.length ?? 0), 0)).toBeLessThanOrEqual(MAX_VIEWS_CHARACTERS);
  // One that is too long may still be renamed, or made shorter.
  const rename = await server.call(`/views/${views[0]?.id}`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'renamed' }),
  });
  expect(rename.status).toBe(200);
});
