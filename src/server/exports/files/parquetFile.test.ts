import { expect } from 'vitest';
import { COLUMN_IDS, columnOf, STORED_COLUMN_IDS, storedColumnOf } from '../../../contract/columns/columns';
import { exportJobSchema, queuedResponseSchema } from '../../../contract/responses/exportResponses';
import { test as base } from '../../../testing/fixtures';
import { readParquet } from '../../../testing/readParquet';
import { openTestBackend } from '../../../testing/testBackend';
import { randomTickets } from '../../../testing/ticketFactory';

const EXPORT = '/export/reporting_tickets';

const test = base
  /** With working hours and subjects, so that every column can be asked for. */
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await openTestBackend({ REPORTING_WORKING_HOURS: 'Mo-Fr 08:00-18:00', SUBJECT_PATH: 'subject' });
    onCleanup(() => server.close());
    return server;
  })
  .extend('download', ({ server }) => async (query: string): Promise<Buffer> => {
    const response = await server.call(`${EXPORT}?${query}`);
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  });

test.beforeAll(({ server }) => server.insert(randomTickets(9, 900)));

test('a parquet file holds exactly the rows and values of the json file, in types of their own', async ({
  download,
}) => {
  const all = `asOf=2024-09-15 12:00:00&columns=${COLUMN_IDS.join(',')}`;
  const tickets: unknown = JSON.parse((await download(`format=json&${all}`)).toString('utf8'));
  const { rows, types } = await readParquet(await download(`format=parquet&${all}`));
  expect(rows).toHaveLength(900);
  expect(rows).toEqual(tickets);
  expect(Object.keys(types)).toEqual(COLUMN_IDS);
  expect(types).toEqual(Object.fromEntries(COLUMN_IDS.map((id) => [id, expectedType(id)])));
});

/** Times of no zone: as times of UTC they would be shown in the reader's zone. */
function expectedType(id: (typeof COLUMN_IDS)[number]): string {
  const column = columnOf(id);
  if (column.kind === 'timestamp') return 'TIMESTAMP of no zone';
  if (column.kind !== 'integer') return 'STRING';
  return 'bits' in column && column.bits !== 64 ? 'INT32' : 'INT64';
}

test('lines of JSON are the objects of the json file', async ({ download }) => {
  const tickets: unknown[] = JSON.parse((await download('format=json')).toString('utf8'));
  const text = (await download('format=ndjson')).toString('utf8');
  expect(text.endsWith('}\n')).toBe(true);
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  ).toEqual(tickets);
});

test.for(['parquet', 'ndjson'])('a %s file of no rows is whole, and says its type', async (format, { server }) => {
  const none = 'filters[0][key]=id&filters[0][comparator]=%3D&filters[0][value]=999999999';
  const response = await server.call(`${EXPORT}?format=${format}&${none}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain(format === 'parquet' ? 'parquet' : 'x-ndjson');
  expect(response.headers.get('content-disposition')).toContain(`.${format}"`);
  const body = Buffer.from(await response.arrayBuffer());
  if (format === 'ndjson') return expect(body).toHaveLength(0);
  const { rows, types } = await readParquet(body);
  expect(rows).toEqual([]);
  expect(Object.keys(types)).toEqual(STORED_COLUMN_IDS);
});

test('hidden columns are nowhere in a parquet file', async ({ server, download }) => {
  expect(Object.keys((await readParquet(await download('format=parquet'))).types)).toContain('email');
  server.backend.config.privacyLevel = 'pseudonymized';
  try {
    const file = await download('format=parquet');
    const visible = STORED_COLUMN_IDS.filter((id) => storedColumnOf(id).sensitive !== true);
    expect(Object.keys((await readParquet(file)).types)).toEqual(visible);
    for (const name of ['rawData', 'ana@example.com']) expect(file.includes(name), name).toBe(false);
    expect((await server.call(`${EXPORT}?format=parquet&columns=id,email`)).status).toBe(403);
  } finally {
    server.backend.config.privacyLevel = 'full';
  }
});

test.for(['parquet', 'ndjson'] as const)(
  'a large %s file is queued, counted and mailed',
  async (format, { server }) => {
    const { syncRows } = server.backend.config;
    server.backend.config.syncRows = { ...syncRows, [format]: 10 };
    try {
      const asked = await server.call(`${EXPORT}?format=${format}`);
      expect(asked.status).toBe(202);
      const { jobId } = queuedResponseSchema.parse(await asked.json());
      await expect
        .poll(async () => exportJobSchema.parse(await (await server.call(`/export/jobs/${jobId}`)).json()), {
          timeout: 20_000,
        })
        .toMatchObject({ state: 'sent', format, rows: 900, rowsRequested: 900 });
      const file = await server.call(`/export/jobs/${jobId}/file`);
      const body = Buffer.from(await file.arrayBuffer());
      const rows = format === 'parquet' ? (await readParquet(body)).rows : body.toString('utf8').trimEnd().split('\n');
      expect(rows).toHaveLength(900);
    } finally {
      server.backend.config.syncRows = syncRows;
    }
  },
);
