import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { STORED_COLUMN_IDS } from '../../contract/columns/columns';
import { sql } from '../../server/engine/engine';
import { TABLE } from '../../server/tickets/schema/ticketTable';
import { bareCharts } from './bareQuestions';
import { alternate, quantile } from './comparedTimes';
import { type MeasuredServer, openMeasuredServer } from './measuredServer';
import { postgresCharts } from './postgresCharts';
import { openPostgresTickets, type PostgresTickets } from './postgresTickets';
import { selectionOf } from './selection';

/**
 * The server beside PostgreSQL with an index for each question, by turns in one run, and beside the bare engine:
 * nothing can be quicker than that, so a goal below 1.3 times of it is no goal. No question is asked twice, but for the
 * rows that say so. `--check` fails where a goal is missed; BENCH_ROWS says how many tickets there are.
 */

const ROWS = Number(process.env.BENCH_ROWS ?? 1_000_000);
const CHECKS = process.env.BENCH_CHECK === '1';
const RUNS = 11;
const ENGINE_SHARE = 1.3;

const EVERY_COLUMN = STORED_COLUMN_IDS.join(', ');
const GRID = 'id, createdAt, channel, status, priority, topic, secondsToClose, dueBy, closedAt, customerId';
const PREVIEW = '/export/reporting_tickets/preview?';
const BY_TIME = 'ORDER BY secondsToClose NULLS LAST, id';

let desk: MeasuredServer;
let postgres: PostgresTickets;
beforeAll(async () => {
  desk = await openMeasuredServer({ rows: ROWS, documentWords: 64 });
  postgres = await openPostgresTickets(desk.engine);
}, 1_800_000);
afterAll(async () => {
  await postgres.close();
  await desk.close();
}, 120_000);

interface Asked {
  what: string;
  /** Times of PostgreSQL's time. */
  goal: number;
  runs?: number;
  /** So many clients, each with so many questions one after the other; one of each unless it is said. */
  clients?: readonly number[];
  turns?: number;
  /** A request of the API. */
  ours(run: number): string;
  /** For both of the others, unless `postgres` says what PostgreSQL is asked. */
  bare(run: number): readonly string[];
  postgres?(run: number): readonly string[];
}

/** A page of rows with their total. */
function page(what: string, goal: number, columns: string, size: number, rowsOf: RowsOf): Asked {
  const named = columns === EVERY_COLUMN ? '' : `&columns=${columns.replaceAll(' ', '')}`;
  return {
    what,
    goal,
    ours(run) {
      const { filter, order, offset = 0 } = rowsOf(run);
      return `${PREVIEW}limit=${size}&offset=${offset}${order === BY_TIME ? '&orderByField=secondsToClose' : ''}${named}&${filter}`;
    },
    bare(run) {
      const { where, order, offset = 0 } = rowsOf(run);
      return [
        `SELECT ${columns} FROM ${TABLE} WHERE ${where} ${order} LIMIT ${size} OFFSET ${offset}`,
        `SELECT count(*) AS n FROM ${TABLE} WHERE ${where}`,
      ];
    },
  };
}

type RowsOf = (run: number) => { filter: string; where: string; order: string; offset?: number };

const sorted = (run: number) => ({ ...selectionOf(run), order: BY_TIME });

function one(key: string, valueAt: (run: number) => string | number): RowsOf {
  return (run) => {
    const value = valueAt(run);
    return {
      filter: `filters[0][key]=${key}&filters[0][comparator]=%3D&filters[0][value]=${value}`,
      where: `${key} = ${typeof value === 'number' ? value : `'${value}'`}`,
      order: 'ORDER BY id',
    };
  };
}

/** Two words that follow each other in some documents, and a third. */
const WORDS = ['phone', 'urgent', 'again', 'please', 'answer', 'Termin', 'Kunde', 'Zahlung', 'Adresse', 'Konto'];
function inDocuments(run: number): ReturnType<RowsOf> {
  const text = [run + 1, run + 4, run + 8].map((place) => WORDS[place % WORDS.length]).join(' ');
  return {
    filter: `filters[0][key]=rawData&filters[0][comparator]=contains&filters[0][value]=${text}`,
    where: `rawData ILIKE '%${text}%'`,
    order: 'ORDER BY id',
  };
}

function file(format: 'csv' | 'json', goal: number): Asked {
  const select = (run: number) =>
    `SELECT ${EVERY_COLUMN} FROM ${TABLE} WHERE ${selectionOf(run, FILE_END).where} ORDER BY id`;
  return {
    what: `${format}, whole rows to the client`,
    goal,
    runs: 3,
    ours: (run) => `/export/reporting_tickets?format=${format}&${selectionOf(run, FILE_END).filter}`,
    bare: (run) => [
      `${select(run)} INTO OUTFILE '${desk.folder}/bare-${run}.${format}' TRUNCATE FORMAT ${format === 'csv' ? 'CSVWithNames' : 'JSONEachRow'}`,
    ],
    postgres: (run) => [
      format === 'csv' ? `csv:${select(run)}` : `json:SELECT row_to_json(t) FROM (${select(run)}) AS t`,
    ],
  };
}
/** At most so many rows are sent at once, whatever the number of tickets. */
const FILE_END = ROWS === 1_000_000 ? '2025-08-10 00:00:00' : '2024-04-20 00:00:00';

/** What ten people do: each opens a view of his own and turns three pages. */
const CLIENTS = Array.from({ length: 10 }, (_, client) => client);
const TURNED = page('10 clients, 4 pages of 100 each', 1, EVERY_COLUMN, 100, (turn) => ({
  ...sorted(5000 + Math.floor(turn / 4)),
  offset: 100 * (((turn % 4) + 4) % 4),
}));

const ASKED: readonly Asked[] = [
  page('the page’s own request: 25 rows, 10 columns, with total', 1, GRID, 25, sorted),
  page('page of 100 whole rows, with total', 2.14, EVERY_COLUMN, 100, (run) => sorted(1000 + run)),
  page('the next page', 1.79, EVERY_COLUMN, 100, (run) => ({ ...sorted(1000 + run), offset: 100 })),
  { ...TURNED, clients: CLIENTS, turns: 4, runs: 5 },
  page(
    'one ticket by id',
    11.4,
    EVERY_COLUMN,
    25,
    one('id', (run) => 4_300_000_000 + 3 * (700 * (run + 1))),
  ),
  page(
    'one customer’s tickets',
    15.4,
    EVERY_COLUMN,
    100,
    one('customerId', (run) => `CU-${500 + run}`),
  ),
  {
    what: 'every chart, one request',
    goal: 0.2,
    ours: (run) => `/report/reporting_tickets?${selectionOf(run).filter}`,
    bare: (run) => bareCharts(selectionOf(run)).map(({ text }) => text),
    postgres: (run) => postgresCharts(selectionOf(run)),
  },
  file('csv', 1),
  file('json', 0.444),
  page('text in raw data', 0.028, GRID, 25, inDocuments),
];

async function askBare(texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    if (text.includes('INTO OUTFILE')) await desk.engine.command(sql(text));
    else await desk.engine.query(sql(text));
  }
}

async function askPostgres(texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    if (text.startsWith('csv:')) await postgres.copy(text.slice(4), 'FORMAT csv, HEADER');
    else if (text.startsWith('json:')) await postgres.copy(text.slice(5), 'FORMAT text');
    else await postgres.query(text);
  }
}

/** Everything that one run asks, by each client one after the other. */
function asking({ clients = [0], turns = 1 }: Asked, ask: (turn: number) => Promise<unknown>) {
  return (run: number) =>
    Promise.all(
      clients.map(async (client) => {
        for (let turn = 0; turn < turns; turn += 1) await ask(turns * (clients.length * run + client) + turn);
      }),
    );
}

const pageSchema = z.object({ total: z.int(), data: z.array(z.object({ id: z.int() })) });

/** A page has the same tickets, in the same order, of the same number. */
async function requireSamePage(asked: Asked): Promise<void> {
  if (!asked.ours(0).startsWith(PREVIEW)) return;
  const { total, data } = pageSchema.parse(await desk.read(asked.ours(0)));
  const [rows = '', count = ''] = asked.bare(0);
  const theirs = (await postgres.query(rows)).map(({ id }) => Number(id));
  expect(
    data.map(({ id }) => id),
    asked.what,
  ).toEqual(theirs);
  expect(total, asked.what).toBe(Number((await postgres.query(count))[0]?.n));
}

test('beside an index', { timeout: 3_600_000 }, async () => {
  const results = [];
  for (const asked of ASKED) {
    await requireSamePage(asked);
    const times = await alternate(
      {
        ours: asking(asked, (turn) => desk.get(asked.ours(turn))),
        postgres: asking(asked, (turn) => askPostgres((asked.postgres ?? asked.bare)(turn))),
        bare: asking(asked, (turn) => askBare(asked.bare(turn))),
      },
      asked.runs ?? RUNS,
    );
    const [ours, theirs, bare] = [times.ours, times.postgres, times.bare].map((each) => quantile(each, 0.5));
    const goal = Math.max(asked.goal * (theirs ?? 0), ENGINE_SHARE * (bare ?? 0));
    const result = {
      what: asked.what,
      ours: rounded(ours),
      p95: rounded(quantile(times.ours, 0.95)),
      PostgreSQL: rounded(theirs),
      engine: rounded(bare),
      goal: rounded(goal),
      met: (ours ?? 0) <= goal,
    };
    results.push(result);
    // A run takes minutes: who stops it sees what was measured so far.
    console.table([result]);
  }
  if (CHECKS) expect(results.filter(({ met }) => !met)).toEqual([]);
});

const rounded = (milliseconds = 0) => Number(milliseconds.toPrecision(3));
