import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { linkMadeSchema, linkSchema } from '../../../contract/query/links';
import { jobListSchema } from '../../../contract/responses/exportResponses';
import { viewListSchema } from '../../../contract/responses/savedViews';
import { profileSchema } from '../../../contract/responses/sessionResponses';
import { previewResponseSchema } from '../../../contract/responses/ticketResponses';
import { oldTickets, ticketsPath, unpackFolder } from '../../../testing/folders/unpackFolder';
import { openTestBackend, type TestBackend } from '../../../testing/testBackend';
import { importTickets } from '../../imports/importTickets';
import { parsedRows } from '../../imports/read/parsedRows';
import { readTable } from '../storeFacts';

/** A whole folder of an older version in a server of this one. */

const QUERY = 'filters[0][key]=channel&filters[0][comparator]=%21%3D&filters[0][value]=chat&filters[0][orEmpty]=1';
const AS_OF = 'asOf=2024-06-15 12:00:00';
let server: TestBackend;

beforeAll(async () => {
  server = await openTestBackend({ DATA_DIR: unpackFolder('schema1') });
});
afterAll(() => server.close());

async function answered(path: string): Promise<string> {
  const response = await server.call(path);
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return text;
}

test('every ticket is the one that was imported', async () => {
  const { data, total } = previewResponseSchema.parse(
    JSON.parse(await answered('/export/reporting_tickets/preview?limit=500')),
  );
  expect(total).toBe(20);
  expect(data).toEqual(oldTickets('schema1'));
});

test('views and links open', async () => {
  const { views } = viewListSchema.parse(JSON.parse(await answered('/views')));
  expect(views).toMatchObject([{ name: 'No chats', query: QUERY, isDefault: true }]);
  expect(profileSchema.parse(JSON.parse(await answered('/profile')))).toMatchObject({ defaultView: QUERY });
  // The same query by the same user has the link that was made then.
  const body = JSON.stringify({ query: `${QUERY}&groupBy=priority` });
  const { id } = linkMadeSchema.parse(await (await server.call('/links', { method: 'POST', body })).json());
  const [{ made }] = (await server.backend.state.query('SELECT count(*)::int AS made FROM short_links')) as [
    { made: number },
  ];
  expect(made).toBe(1);
  expect(linkSchema.parse(JSON.parse(await answered(`/links/${id}`))).query).toContain('groupBy=priority');
});

test('what was sent is listed, and what waited is made', async () => {
  const jobs = await vi.waitUntil(
    async () => {
      const listed = jobListSchema.parse(JSON.parse(await answered('/export/jobs'))).jobs;
      return listed.every(({ state }) => state === 'sent') ? listed : undefined;
    },
    { timeout: 30_000, interval: 50 },
  );
  const rows = oldTickets('schema1').filter(({ channel }) => channel !== 'chat').length;
  expect(jobs).toMatchObject([
    { format: 'json', rows, error: null },
    { format: 'csv', rows, receipt: { words: expect.stringContaining('Channel is not chat'), hiddenColumns: 0 } },
  ]);
});

const READINGS = [
  '/export/reporting_tickets?format=json',
  '/export/reporting_tickets?format=csv&csvSafe=0',
  `/export/reporting_tickets/preview?limit=500&orderByField=againstDeadline&${AS_OF}`,
  `/report/reporting_tickets?groupBy=topic&bucket=month&${AS_OF}`,
  `/report/reporting_tickets?groupBy=email&${QUERY}&${AS_OF}`,
  `/report/reporting_tickets/values?column=allTags&${AS_OF}`,
];

test('every ticket and every figure is what the same tickets give when they are imported anew', async () => {
  const before = await Promise.all(READINGS.map(answered));
  const { engine } = server.backend;
  const { id } = await readTable(engine);
  const source = { name: 'tickets', path: ticketsPath('schema1') };
  const rejectPath = join(server.dataDir, 'rejects.ndjson');
  await importTickets(engine, [source], { timeZone: 'UTC', replace: true, rejectPath, read: parsedRows });
  expect((await readTable(engine)).id).not.toBe(id);
  expect(await Promise.all(READINGS.map(answered))).toEqual(before);
});
