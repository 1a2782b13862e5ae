import { readXlsx } from 'hucre/xlsx';
import { expect } from 'vitest';
import { FIGURE_TABLES } from '../../../contract/query/figureFile';
import { type ReportResponse, reportResponseSchema } from '../../../contract/responses/reportResponse';
import { breachRate } from '../../../contract/sla';
import { csvCells } from '../../../testing/csvCells';
import { test as base } from '../../../testing/fixtures';
import { randomTickets } from '../../../testing/ticketFactory';
import { sheetName } from './figureFiles';

const REPORT = '/report/reporting_tickets';
const ASKED =
  'asOf=2024-09-15 12:00:00&groupBy=topic&filters[0][key]=createdAt&filters[0][comparator]=between&filters[0][from]=2024-07-01&filters[0][to]=2024-07-31';

const test = base.extend('figures', ({ server }) => async (query: string): Promise<Buffer> => {
  const response = await server.call(`${REPORT}/file?${query}`);
  expect(response.status, query).toBe(200);
  return Buffer.from(await response.arrayBuffer());
});

test.beforeAll(({ server }) => server.insert(randomTickets(31, 1500)));

const report = async (call: (path: string) => Promise<Response>): Promise<ReportResponse> =>
  reportResponseSchema.parse(await (await call(`${REPORT}?${ASKED}`)).json());

test('a sheet for every tile and chart, each with filter, moment, formula and n, and the numbers of the report', async ({
  server,
  figures,
}) => {
  const { sheets } = await readXlsx(await figures(ASKED));
  expect(sheets).toHaveLength(FIGURE_TABLES.length);
  for (const { name, rows } of sheets) {
    const facts = Object.fromEntries(rows.slice(0, 5).map(([fact, value]) => [fact, value]));
    expect(facts, name).toMatchObject({
      Filter: expect.stringContaining('Created'),
      'As of': '2024-09-15 12:00:00 UTC',
      Formula: expect.stringMatching(/./),
      n: expect.any(Number),
    });
  }
  const { total, states, groups, timeToClose } = await report((path) => server.call(path));
  const body = (at: number) => sheets[at]?.rows.slice(7) ?? [];
  const [tickets, , , rate] = body(0);
  expect(tickets?.[1]).toBe(total);
  expect(rate?.[1]).toBeCloseTo(breachRate(states).rate ?? Number.NaN, 12);
  expect(rate?.[2]).toBe(breachRate(states).of);
  expect(body(2)).toHaveLength(groups.rows.length + (groups.other === null ? 0 : 1));
  expect(body(2)[0]?.[1]).toBe(groups.rows[0]?.states.met);
  expect(body(3).map((row) => row[2])).toEqual(timeToClose.bins.map(({ count }) => count));
});

test('one table as csv holds the same numbers; which one is to be named', async ({ server, figures }) => {
  const { timeToClose } = await report((path) => server.call(path));
  const [head, ...rows] = csvCells((await figures(`${ASKED}&format=csv&table=timeToClose`)).toString());
  expect(head).toEqual(['from, s', 'to, s', 'closed', 'not closed, by age', 'share closed']);
  expect(rows).toEqual(
    timeToClose.bins.map(({ from, to, count, open, closedShare }) =>
      [from, to, count, open, closedShare].map((cell) => String(cell ?? '')),
    ),
  );
  const topics = csvCells((await figures(`${ASKED}&format=csv&table=groups`)).toString()).map(([topic]) => topic);
  // Of the tickets' texts some would run as a formula.
  for (const topic of topics) expect(topic).not.toMatch(/^[=+@-]/);
  const unnamed = await server.call(`${REPORT}/file?${ASKED}&format=csv`);
  expect(unnamed.status).toBe(400);
  expect(await unnamed.json()).toMatchObject({ error: { parameter: 'table', allowed: [...FIGURE_TABLES] } });
});

test('it needs the permission to export, and groups by nothing that is hidden', async ({ server, figures }) => {
  const token = await server.tokenFor('ben@example.com', ['reportTickets']);
  expect((await server.call(`${REPORT}/file?${ASKED}`, { token })).status).toBe(403);
  expect((await figures('groupBy=email&format=csv&table=groups')).toString()).toContain('ben@example.com');
  server.backend.config.privacyLevel = 'pseudonymized';
  try {
    expect((await server.call(`${REPORT}/file?groupBy=email`)).status).toBe(403);
    const { sheets } = await readXlsx(await figures(ASKED));
    expect(JSON.stringify(sheets.map(({ rows }) => rows))).not.toMatch(/@example\.com|"Agent"/);
  } finally {
    server.backend.config.privacyLevel = 'full';
  }
});

test('in German every table, its columns and its formula are German', async ({ figures }) => {
  const { sheets } = await readXlsx(await figures(`${ASKED}&language=de`));
  expect(sheets.map(({ name }) => name)).toEqual([
    'Kennzahlen',
    'Service-Level nach Woche',
    'Verletzungsquote nach Thema',
    'Lösungszeit',
    'Bestand nach Alter',
    'Überfällig seit',
    'Warum sich die Quote änderte',
    'Datenprüfung',
  ]);
  const [tiles] = sheets;
  expect(tiles?.rows.slice(0, 5).map(([name]) => name)).toEqual(['Kennzahlen', 'Filter', 'Stand', 'Formel', 'n']);
  const heads = sheets.map(({ rows }) => [rows[3], rows[6], ...(rows[6]?.[0] === 'Prüfung' ? rows.slice(7) : [])]);
  const english =
    /(?<!\p{L})(?:the|of|late|closed|tickets|deadline|within|yes|no|from|to|rate|value|overdue)(?!\p{L})/gu;
  expect(JSON.stringify([heads, tiles?.rows]).match(english)).toBeNull();
});

test.for([
  ['Verletzungsquote nach Thema', 'Verletzungsquote nach Thema'],
  ['Verletzungsquote nach Thema; Lösungszeiten in Servicezeit', 'Verletzungsquote nach Thema'],
  ['Verletzungsquote nach Wochentag der Erstellung', 'Verletzungsquote nach Wochentag'],
  ['Breach rate by Topic: a/b', 'Breach rate by Topic  a b'],
  ['x'.repeat(40), 'x'.repeat(31)],
])('the name of a sheet ends behind a word: %s', ([title, name]) => {
  expect(sheetName(title ?? '')).toBe(name);
});
