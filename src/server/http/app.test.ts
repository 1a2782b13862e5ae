import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHANNELS, PRIORITIES, STORED_COLUMN_IDS, type Ticket } from '../../contract/columns/columns';
import { previewResponseSchema } from '../../contract/responses/ticketResponses';
import { openTestBackend, type TestBackend } from '../../testing/testBackend';
import { randomTickets } from '../../testing/ticketFactory';

const PREVIEW = '/export/reporting_tickets/preview';
const EXPORT = '/export/reporting_tickets';
const tickets: Ticket[] = randomTickets(11, 1500);
let server: TestBackend;

beforeAll(async () => {
  server = await openTestBackend({ REPORTING_TIMEZONE: 'Europe/Berlin' });
  await server.insert(tickets);
});
afterAll(() => server.close());

async function preview(query: string) {
  const response = await server.call(`${PREVIEW}?${query}`);
  expect(response.status).toBe(200);
  return previewResponseSchema.parse(await response.json());
}

describe('preview', () => {
  test('gives 30 rows in the order of id, the total, columns and filters', async () => {
    const answer = await preview('');
    const ids = tickets.map(({ id }) => Number(id)).sort((a, b) => a - b);
    expect(answer.data.map(({ id }) => id)).toEqual(ids.slice(0, 30));
    expect(answer.total).toBe(1500);
    expect(answer.columns.map(({ key }) => key)).toEqual(STORED_COLUMN_IDS);
    expect(answer.availableFilters.map(({ key }) => key)).toContain('slaState');
  });

  test('rows come back as they were stored', async () => {
    const { data } = await preview('limit=500');
    for (const row of data) expect(row).toEqual(tickets.find(({ id }) => id === row.id));
  });

  test('nulls sort last either way, and equal values by id', async () => {
    for (const direction of ['asc', 'desc']) {
      const { data } = await preview(`limit=500&orderByField=t.customerLegitimation&orderByDirection=${direction}`);
      const pages = [
        data,
        (await preview(`limit=500&offset=500&orderByField=customerLegitimation&orderByDirection=${direction}`)).data,
        (await preview(`limit=500&offset=1000&orderByField=customerLegitimation&orderByDirection=${direction}`)).data,
      ].flat();
      const values = pages.map((row) => row.customerLegitimation ?? null);
      const firstNull = values.indexOf(null);
      expect(firstNull).toBeGreaterThan(0);
      expect(values.slice(firstNull).every((value) => value === null)).toBe(true);
      const sign = direction === 'asc' ? 1 : -1;
      for (let index = 1; index < pages.length; index += 1) {
        const [before, after] = [values[index - 1], values[index]];
        if (before === after) expect(Number(pages[index - 1]?.id)).toBeLessThan(Number(pages[index]?.id));
        else if (after !== null) expect(sign * (Number(after) - Number(before))).toBeGreaterThan(0);
      }
      expect(new Set(pages.map(({ id }) => id)).size).toBe(1500);
    }
  });

  test('priority sorts by urgency, not by letter', async () => {
    const { data } = await preview(
      'limit=500&orderByField=priority&filters[0][key]=priority&filters[0][comparator]=isNotEmpty',
    );
    const order = [...new Set(data.map(({ priority }) => priority))];
    expect(order).toEqual(['low', 'medium', 'high', 'urgent'].slice(0, order.length));
  });

  test('several columns order by turns', async () => {
    const { data } = await preview(
      'limit=500&orderByField=channel,priority,id&orderByDirection=asc,desc,desc&columns=channel,priority,id',
    );
    const place = (values: readonly string[], value: unknown) =>
      value === null ? values.length : values.indexOf(String(value));
    const keys = data.map(({ channel, priority, id }) => [
      place(CHANNELS, channel),
      priority === null ? 1 : -place(PRIORITIES, priority),
      -Number(id),
    ]);
    expect(keys).toEqual(
      [...keys].sort((a, b) => a.map((each, at) => each - (b[at] ?? 0)).find((each) => each !== 0) ?? 0),
    );
    expect(new Set(keys.map(([channel]) => channel)).size).toBeGreaterThan(2);
  });

  test('answers the as-of that was asked, or now in the reporting zone', async () => {
    expect((await server.call(`${PREVIEW}?asOf=2024-05-01 10:00:00`)).headers.get('X-As-Of')).toBe(
      '2024-05-01 10:00:00',
    );
    expect((await server.call(PREVIEW)).headers.get('X-As-Of')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });
});

describe('export', () => {
  test('csv is RFC 4180 with a header, one line a row, and its length', async () => {
    const response = await server.call(`${EXPORT}?format=csv&columns=id,channel,createdAt`);
    const text = await response.text();
    expect(response.headers.get('Content-Type')).toContain('text/csv');
    expect(response.headers.get('Content-Disposition')).toMatch(/attachment; filename="tickets_.*\.csv"/);
    expect(Number(response.headers.get('Content-Length'))).toBe(Buffer.byteLength(text));
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(1501);
    expect(lines[0]).toBe('"id","channel","createdAt"');
  });

  test('json is the documented array: numbers as numbers, null as null', async () => {
    const rows = (await (await server.call(`${EXPORT}?format=json`)).json()) as Ticket[];
    expect(rows).toHaveLength(1500);
    const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
    for (const row of rows) expect(row).toEqual(byId.get(row.id));
  });

  test('an empty result is an empty file, not an error', async () => {
    const unused = Math.max(...tickets.map(({ id }) => Number(id))) + 1;
    const none = `filters[0][key]=id&filters[0][comparator]=%3D&filters[0][value]=${unused}`;
    expect(await (await server.call(`${EXPORT}?format=json&${none}`)).json()).toEqual([]);
    expect((await (await server.call(`${EXPORT}?format=csv&${none}`)).text()).trimEnd().split('\r\n')).toHaveLength(1);
  });

  test('limit and offset cut a page', async () => {
    const rows = (await (await server.call(`${EXPORT}?format=json&limit=10&offset=1495`)).json()) as Ticket[];
    expect(rows).toHaveLength(5);
  });

  test('text that a spreadsheet would run is protected, numbers are not, and csvSafe=0 sends it raw', async () => {
    await server.insert([
      { id: 9_000_000_001, createdAt: '2024-01-01 00:00:00', allTags: '=1+1', topic: "'=x", secondsToClose: -5 },
    ]);
    const one =
      'filters[0][key]=id&filters[0][comparator]=%3D&filters[0][value]=9000000001&columns=allTags,topic,secondsToClose';
    const lines = (text: string) => text.trimEnd().split('\r\n')[1];
    expect(lines(await (await server.call(`${EXPORT}?format=csv&${one}`)).text())).toBe(`"'=1+1","''=x",-5`);
    expect(lines(await (await server.call(`${EXPORT}?format=csv&csvSafe=0&${one}`)).text())).toBe(`"=1+1","'=x",-5`);
    expect(await (await server.call(`${EXPORT}?format=json&${one}`)).json()).toEqual([
      { allTags: '=1+1', topic: "'=x", secondsToClose: -5 },
    ]);
  });

  test('prepare makes a whole file that only its maker can fetch', async () => {
    const prepared = (await (await server.call(`${EXPORT}/prepare?format=csv&limit=3`, { method: 'POST' })).json()) as {
      url: string;
      rows: number;
      bytes: number;
    };
    expect(prepared.rows).toBe(3);
    const path = prepared.url.replace('/api/mind', '');
    const file = await (await server.call(path)).text();
    expect(Buffer.byteLength(file)).toBe(prepared.bytes);
    const other = await server.tokenFor('eve@example.com', ['reportTickets', 'exportData']);
    expect((await server.call(path, { token: other })).status).toBe(404);
  });
});

test('the OpenAPI document names every route and no hidden column', async () => {
  const document = JSON.stringify(await (await server.call('/docs/open-api', { token: '' })).json());
  expect(document).toContain('/api/mind/export/reporting_tickets/preview');
  expect(document).toContain('"maximum":500');
  expect(document.includes('rawData')).toBe(false);
  const own = JSON.stringify(await (await server.call('/docs/open-api')).json());
  expect(own.includes('rawData')).toBe(true);
  const lowered = JSON.stringify(await (await server.call('/docs/open-api?asLevel=none')).json());
  expect(lowered.includes('rawData')).toBe(false);
});
