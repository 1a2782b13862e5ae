import { expect, vi } from 'vitest';
import { test } from '../../testing/fixtures';
import { READER } from '../../testing/testBackend';
import type { TicketEngine } from '../engine/engine';

/** What is kept of one caller's questions, asked by callers who may see less. */

const AS_OF = 'asOf=2024-06-01%2000:00:00';
const AGENT = 'agent-who-is-hidden@example.com';
const PATHS = [
  `/export/reporting_tickets/preview?${AS_OF}`,
  `/report/reporting_tickets?groupBy=email&${AS_OF}`,
  `/report/reporting_tickets/values?column=email&${AS_OF}`,
  `/export/reporting_tickets/preview?filters[0][key]=email&filters[0][comparator]=%3D&filters[0][value]=${AGENT}&${AS_OF}`,
];

test('answers of a caller who sees all are no answers for one who does not', async ({ server }) => {
  server.backend.config.privacyLevel = 'partiallyPseudonymized';
  await server.insert([{ id: 1, createdAt: '2024-01-01 00:00:00', email: AGENT, rawData: `{"by":"${AGENT}"}` }]);
  const seeing = await server.tokenFor('sees@example.com', [...READER, 'viewSensitiveDataInExport']);
  const lesser = await server.tokenFor('lesser@example.com', READER);
  const texts = async (token: string, more = '') =>
    Promise.all(
      PATHS.map(async (path) => {
        const response = await server.call(path + more, { token });
        return { status: response.status, text: await response.text() };
      }),
    );
  for (const round of [1, 2]) {
    for (const { status, text } of await texts(seeing))
      expect({ round, status, text }).toMatchObject({ status: 200, text: expect.stringContaining(AGENT) });
    for (const below of [await texts(lesser), await texts(seeing, '&asLevel=pseudonymized')]) {
      expect(below.map(({ status }) => status)).toEqual([200, 403, 403, 403]);
      expect(below[0]?.text).not.toContain(AGENT);
    }
  }
});

test('ten people who open the same view cost what one costs', async ({ server }) => {
  const tokens = await Promise.all(Array.from({ length: 10 }, (_, at) => server.tokenFor(`${at}@example.com`, READER)));
  const view = [`/export/reporting_tickets/preview?limit=9&${AS_OF}`, `/report/reporting_tickets?bucket=day&${AS_OF}`];
  const kind: TicketEngine = Object.getPrototypeOf(server.backend.engine);
  const queries = vi.spyOn(kind, 'query');
  const open = async (of: readonly string[]) => {
    const opened = of.flatMap((token) => view.map(async (path) => (await server.call(path, { token })).text()));
    return new Set(await Promise.all(opened));
  };
  expect((await open(tokens)).size).toBe(view.length);
  queries.mockClear();
  expect((await open(tokens)).size).toBe(view.length);
  expect(queries).not.toHaveBeenCalled();
});
