import { expect } from 'vitest';
import { previewResponseSchema } from '../../contract/responses/ticketResponses';
import { test as base } from '../../testing/fixtures';
import { openTestBackend } from '../../testing/testBackend';
import { randomTickets } from '../../testing/ticketFactory';

/** What a ticket is about, out of its raw data, where the instance says in which field it stands. */

const PREVIEW = '/export/reporting_tickets/preview';
const [first, second, third, fourth] = randomTickets(5, 4).map((ticket, index) => ({ ...ticket, id: index + 1 }));
const tickets = [
  { ...first, rawData: JSON.stringify({ mail: { subject: 'Zähler defekt' } }) },
  { ...second, rawData: JSON.stringify({ mail: { subject: 'Abschlag' } }) },
  { ...third, rawData: JSON.stringify({ mail: { subject: '' }, subject: 'elsewhere' }) },
  { ...fourth, rawData: 'no JSON' },
];

const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('told', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await openTestBackend({ SUBJECT_PATH: 'mail.subject' });
    onCleanup(() => server.close());
    await server.insert(tickets);
    return server;
  })
  .extend('subjects', ({ told }) => async (query: string) => {
    const answer = await told.call(`${PREVIEW}?columns=id,subject&${query}`);
    return previewResponseSchema.parse(await answer.json()).data.map(({ subject }) => subject);
  });

test('rows have it, ordered by it with what has none last', async ({ subjects }) => {
  expect(await subjects('orderByField=subject&orderByDirection=asc')).toEqual([
    'Abschlag',
    'Zähler defekt',
    null,
    null,
  ]);
});

test('filters find it by its words, by the whole, and where there is none', async ({ subjects }) => {
  const where = (comparator: string, rest = '') =>
    subjects(`filters[0][key]=subject&filters[0][comparator]=${comparator}${rest}`);
  expect(await where('contains', `&filters[0][value]=${encodeURIComponent('ZÄHLER')}`)).toEqual(['Zähler defekt']);
  expect(await where('=', '&filters[0][value]=Abschlag')).toEqual(['Abschlag']);
  expect(await where('isEmpty')).toEqual([null, null]);
});

test('a file has it where it is named', async ({ told }) => {
  const file = await told.call('/export/reporting_tickets?format=csv&columns=id,subject');
  expect(await file.text()).toBe('"id","subject"\n1,"Zähler defekt"\n2,"Abschlag"\n3,\n4,\n'.replaceAll('\n', '\r\n'));
});

test('where raw data is hidden it does not exist either', async ({ told }) => {
  const path = `${PREVIEW}?columns=id,subject&asLevel=pseudonymized`;
  expect((await told.call(path)).status).toBe(403);
});
