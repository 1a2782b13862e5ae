import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ENDPOINT_LIST } from '../../contract/endpoints/endpointList';
import { PERMISSIONS, type PrivacyLevel } from '../../contract/privacy';
import { LONG_MS, WITHOUT_SENSITIVE } from '../../testing/privacy/checks';
import { plainRequests, sendRequest, type WalkRequest, withQuery } from '../../testing/privacy/requests';
import { BY_AGENT, openPrivacyWorld, type PrivacyWorld, SENTINEL } from '../../testing/privacy/world';
import { divertLog, logger } from '../log/logger';

/**
 * Whatever is asked, the audit and the log hold nothing of a ticket, of a filter on text, of a token or of a header that
 * anybody can write: every sample of every endpoint, and a canary in each place of a request.
 */

const CANARY = 'canary';
let world: PrivacyWorld;
const lines: string[] = [];
let restoreLog: () => void;

beforeAll(async () => {
  restoreLog = divertLog({ write: (line) => void lines.push(line) });
  logger.level = 'trace';
  world = await openPrivacyWorld();
}, LONG_MS);
afterAll(async () => {
  await world.server.close();
  restoreLog();
  logger.level = 'warn';
});
beforeEach(() => {
  world.server.backend.config.privacyLevel = 'full';
});

/** All of both, as text. */
async function written(): Promise<string> {
  const { audit, state } = world.server.backend;
  await audit.stop();
  const rows = await state.query('SELECT to_jsonb(audit)::text AS entry FROM audit');
  return `${JSON.stringify(rows)}\n${lines.join('')}`;
}

/** Every way to name a hidden column, and its value. */
const NAMING = [BY_AGENT, 'orderByField=email', 'columns=id,rawData', 'link={agentLink}'];

/** Side by side, unless they change something. */
async function send(requests: readonly WalkRequest[], level: PrivacyLevel, permissions: readonly string[]) {
  world.server.backend.config.privacyLevel = level;
  const one = async (request: WalkRequest) => {
    await request.sample.before?.(world);
    await (await sendRequest(world, request, permissions)).arrayBuffer();
  };
  if (requests[0]?.sample.before === undefined) await Promise.all(requests.map(one));
  else for (const request of requests) await one(request);
}

test(
  'no sample of any endpoint leaves a hidden value in them, whether it is answered or refused',
  async () => {
    for (const endpoint of ENDPOINT_LIST) {
      const naming = endpoint.readsTickets === true ? NAMING.flatMap((query) => withQuery(endpoint, query)) : [];
      await send([...plainRequests(endpoint), ...naming], 'full', PERMISSIONS);
      await send(naming, 'partiallyPseudonymized', WITHOUT_SENSITIVE);
      await send(plainRequests(endpoint), 'full', []);
    }
    const text = await written();
    // Both have been written to, and with what names the hidden columns.
    expect(text).toContain('filters[0][key]=email');
    expect(text).toContain('"msg":"request"');
    expect(text).not.toContain(SENTINEL);
    expect(text).not.toContain('hidden.example');
  },
  LONG_MS,
);

/** In every place of a query that takes text, or anything. */
const QUERIES = [
  ...['=', '!=', '<', 'contains'].map(
    (comparator) =>
      `filters[0][key]=topic&filters[0][comparator]=${encodeURIComponent(comparator)}&filters[0][value]=${CANARY}`,
  ),
  `filters[0][key]=allTags&filters[0][comparator]=in&filters[0][values][]=${CANARY}&filters[0][values][]=${CANARY}2`,
  `filters[0][key]=customerId&filters[0][comparator]=between&filters[0][from]=${CANARY}&filters[0][to]=${CANARY}z`,
  `filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=${CANARY}`,
  `filters[0][${CANARY}]=x`,
  `${CANARY}=1`,
  `orderByField=${CANARY}`,
  `columns=id,${CANARY}`,
  `asOf=${CANARY}`,
  `asLevel=${CANARY}`,
  `link=${CANARY}`,
  `column=topic&q=${CANARY}`,
  `format=${CANARY}`,
];
const HEADERS = {
  'User-Agent': `${CANARY}/1.0 (${CANARY})`,
  'X-Request-Id': `${CANARY} <script>`,
  'X-Forwarded-For': CANARY,
  Referer: `https://${CANARY}.example/`,
  Cookie: `ticketlens_session=${CANARY}; other=${CANARY}`,
};

test(
  'nor a canary in a query, a header, a token, a body, a name or an address that leads nowhere',
  async () => {
    const { server } = world;
    server.backend.config.trustedProxies = 1;
    const token = await server.tokenFor('asker@example.com', PERMISSIONS);
    const call = async (path: string, init: RequestInit & { token?: string } = {}) =>
      (await server.call(path, { token, headers: HEADERS, ...init })).arrayBuffer();
    for (const query of QUERIES) {
      for (const path of ['', '/preview', '/prepare'].map((end) => `/export/reporting_tickets${end}`))
        await call(`${path}?${query}`, path.endsWith('prepare') ? { method: 'POST' } : {});
      for (const path of ['', '/values'].map((end) => `/report/reporting_tickets${end}`))
        await call(`${path}?${query}`);
      await call('/links', { method: 'POST', body: JSON.stringify({ query }) });
    }
    await call('/views', {
      method: 'POST',
      body: JSON.stringify({ name: CANARY, query: QUERIES[0], isDefault: false }),
    });
    await call(`/imports?name=${CANARY}.csv`, { method: 'POST', body: `id,createdAt,topic\n${CANARY},x,${CANARY}\n` });
    for (const path of [`/${CANARY}`, `/export/jobs/${CANARY}`, `/links/${CANARY}`, `/imports/${CANARY}`])
      await call(path);
    await call('/session', { method: 'POST', token: '', body: JSON.stringify({ token: CANARY }) });
    for (const authorization of [`Bearer ${CANARY}`, `Basic ${CANARY}`, CANARY])
      await call('/profile', { token: '', headers: { ...HEADERS, Authorization: authorization } });
    const text = await written();
    expect(text).toContain('filters[0][key]=topic');
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain(token);
  },
  LONG_MS,
);

test('nor what a store says that cannot read a ticket', async () => {
  const { engine } = world.server.backend;
  const token = await world.server.tokenFor('asker@example.com', PERMISSIONS);
  // The engine's own words, with a value in them.
  const broken = Object.assign(engine.forCaller('asker'), {
    query: () => engine.query({ text: `SELECT toInt32('${CANARY}')`, params: {} }),
  });
  const share = vi.spyOn(engine, 'forCaller').mockReturnValue(broken);
  try {
    const failed = await world.server.call('/export/reporting_tickets/preview?limit=7', { token });
    expect(failed.status).toBe(500);
    expect(await failed.text()).not.toContain(CANARY);
  } finally {
    share.mockRestore();
  }
  const text = await written();
  expect(text).toContain('CANNOT_PARSE_TEXT');
  expect(text).not.toContain(CANARY);
});
