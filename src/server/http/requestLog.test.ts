import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openTestBackend, type TestBackend } from '../../testing/testBackend';
import { randomTickets } from '../../testing/ticketFactory';
import { divertLog, logger } from '../log/logger';
import { closeServer, listen } from './listen';

/** The log's lines, as they are written. */

const PREVIEW = '/export/reporting_tickets/preview';
let server: TestBackend;
let lines: Record<string, unknown>[] = [];
let restoreLog: () => void;

beforeAll(async () => {
  server = await openTestBackend();
  await server.insert(randomTickets(7, 3000));
});
afterAll(() => server.close());
beforeEach(() => {
  lines = [];
  restoreLog = divertLog({ write: (line) => void lines.push(JSON.parse(line)) });
  logger.level = 'info';
});
afterEach(() => {
  restoreLog();
  logger.level = 'warn';
});

const idOf = (response: Response) => response.headers.get('X-Request-Id');

test('each answer has an id, under which the log tells of it without its values', async () => {
  const filters = 'filters[0][key]=topic&filters[0][comparator]=%3D&filters[0][value]=Billing';
  const answers = [
    await server.call(`${PREVIEW}?${filters}&limit=2&Billing=1`),
    await server.call(`${PREVIEW}?${filters}&limit=2`),
    await server.call('/export/jobs/Billing', { token: '' }),
    await server.call('/Billing'),
  ];
  expect(new Set(answers.map(idOf)).size).toBe(4);
  expect(lines).toMatchObject([
    { level: 'info', msg: 'request', path: PREVIEW, parameters: ['another', 'filters', 'limit'], status: 400 },
    { level: 'info', msg: 'request', path: PREVIEW, parameters: ['filters', 'limit'], status: 200 },
    { level: 'info', msg: 'request', method: 'GET', path: '/export/jobs/{id}', status: 401 },
  ]);
  expect(lines.map(({ requestId }) => requestId)).toEqual(answers.slice(0, 3).map(idOf));
  expect(JSON.stringify(lines)).not.toContain('Billing');
});

test.each(['3f2c9a10-7b1e-4c57-9d6e-0a1b2c3d4e5f', 'proxy_1-abc'])('a proxy’s id %s is taken over', async (given) => {
  expect(idOf(await server.call('/health', { headers: { 'X-Request-Id': given } }))).toBe(given);
});

test.each(['', 'short', 'a b c d e f g', '"><script>x</script>', 'x'.repeat(65), 'with.dots.and/slashes'])(
  'the id %j is not',
  async (given) => {
    const answered = idOf(await server.call('/health', { headers: { 'X-Request-Id': given } }));
    expect(answered).toMatch(/^[\da-f-]{36}$/);
  },
);

test('an inner error is told with its id and where it was thrown', async () => {
  const { engine } = server.backend;
  const broken = Object.assign(engine.forCaller('anna'), { query: () => Promise.reject(new Error('"secret" detail')) });
  const failing = vi.spyOn(engine, 'forCaller').mockReturnValue(broken);
  const failed = await server.call(`${PREVIEW}?limit=7`);
  failing.mockRestore();
  expect(lines).toMatchObject([
    { level: 'error', msg: 'request failed', requestId: idOf(failed), err: { message: '"…" detail' } },
    { level: 'info', msg: 'request', requestId: idOf(failed), status: 500 },
  ]);
  expect(lines[0]?.err).toHaveProperty('stack');
});

test('secrets that are logged by mistake are not readable', () => {
  logger.info({ token: 'secret', headers: { authorization: 'secret', cookie: 'secret' } }, 'x');
  expect(JSON.stringify(lines)).not.toContain('secret');
});

test('a line holds nothing that a terminal obeys, and reads as JSON', () => {
  const raw = vi.fn();
  const restore = divertLog({ write: raw });
  const said = 'a\u001b[31m\u009b2J\u0085\u2028gnp.\u202exe';
  logger.info({ said }, 'x');
  restore();
  const line: string = raw.mock.calls[0]?.[0];
  expect(line).toMatch(/^[^\p{Cc}\p{Cf}\u2028]*\n$/u);
  expect(JSON.parse(line)).toMatchObject({ said });
});

test('a client that goes away in the middle of a file is one line and no failure', async () => {
  const terminal = ['log', 'info', 'warn', 'error'].map((name) =>
    vi.spyOn(console, name as 'log').mockReturnValue(undefined),
  );
  const listening = await listen(server.app, '127.0.0.1', 0);
  const token = await server.tokenFor('gone@example.com', ['reportTickets', 'exportData']);
  const closed = new Promise<void>((resolve) => {
    const sent = request(
      {
        port: listening.port,
        path: '/api/mind/export/reporting_tickets?format=json',
        headers: { Authorization: `Bearer ${token}` },
      },
      (response) => {
        response.once('data', () => response.destroy());
        response.once('close', resolve);
        response.on('error', () => undefined);
      },
    );
    sent.on('error', () => undefined);
    sent.end();
  });
  await closed;
  await closeServer(listening.server);
  expect(lines.filter(({ level }) => level !== 'info')).toEqual([]);
  expect(JSON.stringify(lines)).not.toContain('stack');
  expect(lines).toHaveLength(1);
  for (const each of terminal) {
    expect(each).not.toHaveBeenCalled();
    each.mockRestore();
  }
});
