import { describe, expect } from 'vitest';
import { ENDPOINT_LIST } from '../../contract/endpoints/endpointList';
import { errorBodySchema } from '../../contract/errors';
import { linkMadeSchema, linkSchema } from '../../contract/query/links';
import { previewResponseSchema } from '../../contract/responses/ticketResponses';
import { test as base } from '../../testing/fixtures';

const AGENT = 'agent-sentinel@hidden.example';
const CHAT = 'filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';
const BILLING = 'filters[0][key]=topic&filters[0][comparator]=%3D&filters[0][value]=Billing';
const BY_AGENT = `filters[0][key]=email&filters[0][comparator]=%3D&filters[0][value]=${AGENT}`;
const UNKNOWN = 'AAAAAAAAAAAAAAAAAAAAAA';

const test = base
  .extend('post', ({ server }) => (body: unknown, init: RequestInit & { token?: string } = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return server.call('/links', { method: 'POST', body: text, ...init });
  })
  .extend('made', ({ post }) => async (query: string, token?: string): Promise<string> => {
    const response = await post({ query }, token === undefined ? {} : { token });
    expect(response.status).toBe(200);
    return linkMadeSchema.parse(await response.json()).id;
  })
  .extend('idsOf', ({ server }) => async (search: string): Promise<unknown[]> => {
    const response = await server.call(`/export/reporting_tickets/preview?${search}`);
    expect(response.status, await response.clone().text()).toBe(200);
    return previewResponseSchema.parse(await response.json()).data.map(({ id }) => id);
  });

test.beforeAll(async ({ server }) => {
  await server.insert([
    { id: 1, createdAt: '2024-01-01 00:00:00', channel: 'chat', topic: 'Billing', email: AGENT },
    { id: 2, createdAt: '2024-01-02 00:00:00', channel: 'chat', topic: 'Moving', email: AGENT },
    { id: 3, createdAt: '2024-01-03 00:00:00', channel: 'email', topic: 'Billing', email: AGENT },
  ]);
});
test.beforeEach(({ server }) => {
  server.backend.config.privacyLevel = 'full';
});

async function refusal(response: Response) {
  return { status: response.status, ...errorBodySchema.parse(await response.json()).error };
}

/** What an endpoint cannot do without, or is compared by, by the end of its path. */
const OWN: Readonly<Record<string, string>> = { values: 'column=topic&', file: 'format=csv&table=groups&' };

/** Every endpoint that reads tickets, with whatever it cannot do without. */
const READING = ENDPOINT_LIST.filter(({ readsTickets }) => readsTickets === true).map(({ method, path }) => ({
  method,
  path,
  own: OWN[path.slice(path.lastIndexOf('/') + 1)] ?? '',
}));

describe('a link stands for its query', () => {
  test.for(READING)('$method $path', async ({ method, path, own }, { server, made }) => {
    const id = await made(`${CHAT}&page=3&pageSize=100&sla=closed&groupBy=priority&bucket=day`);
    const init = { method };
    const short = await server.call(`${path}?${own}link=${id}&asOf=2024-02-01 00:00:00`, init);
    const meant = /\/report\/reporting_tickets(\/file)?$/.test(path) ? '&groupBy=priority&bucket=day' : '';
    const full = await server.call(`${path}?${own}${CHAT}${meant}&asOf=2024-02-01 00:00:00`, init);
    expect(short.status).toBe(200);
    const plain = (text: string) => text.replace(/export\/files\/[\w-]+/, '');
    expect(plain(await short.text())).toBe(plain(await full.text()));
  });

  test('its own order, columns and moment hold, unless the request has others', async ({ server, made, idsOf }) => {
    const id = await made('orderByField=id&orderByDirection=desc&columns=id,topic');
    expect(await idsOf(`link=${id}`)).toEqual([3, 2, 1]);
    expect(await idsOf(`link=${id}&orderByField=id`)).toEqual([1, 2, 3]);
    const rows = await server.call(`/export/reporting_tickets?format=json&link=${id}&columns=id`);
    expect(await rows.json()).toEqual([{ id: 3 }, { id: 2 }, { id: 1 }]);
  });

  test('the same query by the same user has one link, by another user another', async ({ server, made }) => {
    const id = await made(`pageSize=50&${CHAT}&page=2&job=x`);
    expect(await made(`${CHAT}&pageSize=50`)).toBe(id);
    expect(await made(`${CHAT}&pageSize=50`, await server.tokenFor('ben@example.com', ['reportTickets']))).not.toBe(id);
    const { query } = linkSchema.parse(await (await server.call(`/links/${id}`)).json());
    expect(query).toBe(`${CHAT}&pageSize=50`);
  });
});

describe('what stands beside a link never widens it', () => {
  test('filters of both are joined by AND', async ({ made, idsOf }) => {
    const id = await made(CHAT);
    expect(await idsOf(`link=${id}`)).toEqual([1, 2]);
    expect(await idsOf(`link=${id}&${BILLING}`)).toEqual([1]);
    expect(await idsOf(`${BILLING}&link=${id}`)).toEqual([1]);
  });

  test('searched words of both have to be there', async ({ made, idsOf }) => {
    const all = await idsOf('search=bill');
    const id = await made('search=bill');
    expect(all.length).toBeGreaterThan(0);
    expect(await idsOf(`link=${id}`)).toEqual(all);
    expect(await idsOf(`link=${id}&search=ing`)).toEqual(all);
    expect(await idsOf(`link=${id}&search=nowhere`)).toEqual([]);
    expect(await idsOf(`link=${await made('search=nowhere')}&search=bill`)).toEqual([]);
  });

  test('the moment of a fixed link cannot be moved', async ({ server, made }) => {
    const id = await made(`${CHAT}&asOf=2024-01-01 12:00:00`);
    const moved = await server.call(`/export/reporting_tickets/preview?link=${id}&asOf=2024-06-01 00:00:00`);
    expect(await refusal(moved)).toMatchObject({ status: 400, parameter: 'asOf', allowed: ['2024-01-01 12:00:00'] });
    const same = await server.call(`/export/reporting_tickets/preview?link=${id}&asOf=2024-01-01 12:00:00`);
    expect(same.headers.get('X-As-Of')).toBe('2024-01-01 12:00:00');
  });

  test('the stricter level counts', async ({ server, made }) => {
    const id = await made('asLevel=pseudonymized');
    for (const asLevel of ['full', 'pseudonymized', 'none']) {
      const response = await server.call(`/export/reporting_tickets/preview?link=${id}&asLevel=${asLevel}`);
      expect(await response.text()).not.toContain('sentinel');
    }
  });

  test.for([
    ['filters[1][key]=topic&filters[1][comparator]=isEmpty', 'filters[0]'],
    ['filters[0][key]=topik&filters[0][comparator]=isEmpty', 'filters[0][key]'],
    ['pageSize=50', 'pageSize'],
  ] as const)('%s is refused as without a link', async ([beside, parameter], { server, made }) => {
    const response = await server.call(`/export/reporting_tickets/preview?link=${await made(CHAT)}&${beside}`);
    expect(await refusal(response)).toMatchObject({ status: 400, parameter });
  });
});

describe('links that stand for nothing', () => {
  test.for([
    [`link=${UNKNOWN}`, 404],
    ['link=', 400],
    ['link=x', 400],
    ["link=' OR 1=1 --aaaaaaaaaaa", 400],
    [`link=${UNKNOWN}&link=${UNKNOWN}`, 400],
    ['%6Cink=x', 400],
  ] as const)('%s is %i on every route', async ([search, status], { server }) => {
    for (const { method, path, own } of READING) {
      const response = await server.call(`${path}?${own}${search}`, { method });
      expect(await refusal(response)).toMatchObject({ status, parameter: 'link' });
    }
  });

  test.for([
    [{ query: 'filters[0][key]=topik&filters[0][comparator]=isEmpty' }, 400, 'filters[0][key]'],
    [{ query: `link=${UNKNOWN}` }, 400, 'link'],
    [{ query: BILLING.replace('Billing', '\ud800') }, 400, 'filters[0][value]'],
    [{}, 400, 'query'],
    ['', 400, 'body'],
    [' '.repeat(600_000), 413, undefined],
  ] as const)('a link for %j is not made', async ([body, status, parameter], { post }) => {
    const answer = await refusal(await post(body));
    expect(answer).toMatchObject({ status, ...(parameter === undefined ? {} : { parameter }) });
  });

  test.for([
    ['{', 'body', 'JSON'],
    [[], 'body', 'object'],
    [{ query: 1 }, 'query', 'string'],
    [{ query: 'x'.repeat(120_001) }, 'query', 'at most 120000'],
    [{ query: '', id: UNKNOWN }, 'id', 'query'],
    // Each of these takes twelve characters in an address.
    [
      { query: `filters[0][key]=topic&filters[0][comparator]=%3D&filters[0][value]=${'💥'.repeat(12_000)}` },
      'query',
      'at most 120000 characters, percent-encoded',
    ],
  ] as const)('%.40j is refused, naming %s and what is allowed', async ([body, parameter, allowed], { post }) => {
    expect(await refusal(await post(body))).toMatchObject({ status: 400, parameter, allowed });
  });

  test('a user has at most 1,000', async ({ server, post, made }) => {
    const token = await server.tokenFor('many@example.com', ['reportTickets']);
    const id = await made(CHAT, token);
    await server.backend.state.query(
      `INSERT INTO short_links SELECT 'many' || n, 'secret:many@example.com', 'd' || n, '', now() FROM generate_series(1, $1) n`,
      [999],
    );
    expect(await refusal(await post({ query: BILLING }, { token }))).toMatchObject({ status: 409 });
    // The links that there are still work, also for whoever asks for one again.
    expect(await made(CHAT, token)).toBe(id);
  });
});

describe('whose rights count', () => {
  test('nothing is shown without a token, or without the permission to read', async ({ server, post, made }) => {
    const id = await made(CHAT);
    const bare = await server.tokenFor('bare@example.com', []);
    for (const path of [`/links/${id}`, `/links/${UNKNOWN}`, `/export/reporting_tickets/preview?link=${id}`]) {
      expect((await server.call(path, { token: '' })).status).toBe(401);
      expect((await server.call(path, { token: bare })).status).toBe(403);
    }
    expect((await post({ query: CHAT }, { token: '' })).status).toBe(401);
  });

  test('a link to a hidden column is refused by its opener’s level, and its value stays unsaid', async ({
    server,
    made,
  }) => {
    const links = [await made(BY_AGENT), await made('columns=id,email'), await made('groupBy=email')];
    for (const id of links) {
      for (const level of ['full', 'none'] as const) {
        server.backend.config.privacyLevel = level;
        const asLevel = level === 'full' ? '&asLevel=none' : '';
        for (const { method, path, own } of [...READING, { method: 'get', path: `/links/${id}`, own: undefined }]) {
          const search = own === undefined ? asLevel.slice(1) : `${own}link=${id}${asLevel}`;
          const response = await server.call(`${path}?${search}`, { method });
          const text = await response.text();
          expect(text).not.toContain('sentinel');
          expect(response.status).toBe(403);
          expect(JSON.parse(text).error).toEqual({
            code: 'forbidden',
            message: 'The column "email" is not available to you',
            parameter: 'link',
          });
        }
      }
    }
  });

  test('nobody makes a link to what they may not see', async ({ server, post }) => {
    server.backend.config.privacyLevel = 'none';
    expect((await post({ query: BY_AGENT })).status).toBe(403);
  });

  test('another site’s page makes none', async ({ post }) => {
    const headers = { Origin: 'https://evil.example' };
    expect((await post({ query: CHAT }, { headers })).status).toBe(403);
  });
});
