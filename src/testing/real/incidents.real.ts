import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ticket } from '../../contract/columns/columns';
import { valuesResponseSchema } from '../../contract/responses/ticketResponses';
import { importTickets } from '../../server/imports/importTickets';
import { parsedRows } from '../../server/imports/read/parsedRows';
import { openTestBackend, type TestBackend } from '../testBackend';
import { checkFigures } from './checkFigures';
import { checkClickableCounts } from './clickableCounts';
import { dataFile } from './dataFolder';
import { incidentRows, incidentTickets } from './realTickets';

/** The incident log: every row comes back as it was sent, and the statuses are those counted apart. */

const folder = mkdtempSync(join(tmpdir(), 'ticketlens-real-'));
const path = () => dataFile('it-incidents.json.gz');
let server: TestBackend;

beforeAll(async () => {
  server = await openTestBackend();
  const summary = await importTickets(server.backend.engine, [{ name: 'incidents', path: path() }], {
    timeZone: 'UTC',
    replace: false,
    rejectPath: join(folder, 'rejects.ndjson'),
    read: parsedRows,
  });
  expect(summary).toMatchObject({ read: 17_136, stored: 17_136, rejected: 0 });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

test('statuses', async () => {
  const answer = await server.call('/report/reporting_tickets/values?column=status');
  const { values } = valuesResponseSchema.parse(await answer.json());
  expect(Object.fromEntries(values.map(({ value, count }) => [value, count]))).toEqual({
    closed: 14_182,
    resolved: 1759,
    open: 769,
    waitingOnCustomer: 399,
    pending: 19,
    waitingOnThirdParty: 8,
  });
});

test('every row comes back as it was sent; empty text is null', async () => {
  const sent = incidentRows();
  const back = (await (await server.call('/export/reporting_tickets?format=json')).json()) as Ticket[];
  expect(back).toHaveLength(sent.length);
  const byId = new Map(back.map((row) => [row.id, row]));
  for (const row of sent) {
    const expected = Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, value === '' ? null : value]),
    );
    expect(byId.get(row.id)).toEqual(expected);
  }
});

test.each([
  { from: '2016-04-01', to: '2016-04-30', asOf: '2016-05-05 00:00:00', groupBy: 'topic' },
  { from: '2016-03-01', to: '2016-03-31', asOf: '2016-04-10 00:00:00', groupBy: 'priority' },
  { from: '2016-04-01', to: '2016-04-30', asOf: '2016-05-05 00:00:00', groupBy: 'allTags' },
] as const)(
  'time to close and groups, $from to $to',
  async (asked) => {
    const { why, overTime } = await checkFigures(server, incidentTickets(), asked);
    // No ticket has a deadline.
    expect([why, overTime.signals]).toEqual([
      { all: null, closed: null },
      { all: null, closed: null },
    ]);
  },
  120_000,
);

test('a click on any mark leaves as many tickets as it counts, "other" with those without a value too', async () => {
  for (const groupBy of ['topic', 'subTopic', 'customerId', 'priority'] as const) {
    const { report } = await checkClickableCounts(server, [], { groupBy });
    if (groupBy === 'customerId') expect(report.groups.other?.values).toBeGreaterThan(1000);
  }
}, 240_000);
