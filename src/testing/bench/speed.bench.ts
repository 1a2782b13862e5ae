import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STORED_COLUMN_IDS } from '../../contract/columns/columns';
import { type Sql, sql } from '../../server/engine/engine';
import { TABLE } from '../../server/tickets/schema/ticketTable';
import { bareCharts, bareTags, bareValues } from './bareQuestions';
import { alternate, median } from './comparedTimes';
import { type MeasuredServer, openMeasuredServer } from './measuredServer';
import { selectionOf } from './selection';

/**
 * `npm run bench`: the server's times relative to the bare engine's, as ratios of medians of one run, since absolute
 * times depend on the machine. One million generated tickets; no question is asked twice.
 */

const ROWS = 1_000_000;
const RUNS = 7;

let desk: MeasuredServer;
beforeAll(async () => {
  desk = await openMeasuredServer({
    rows: ROWS,
    settings: { REPORTING_WORKING_HOURS: 'Mo-Fr 08:00-12:00,13:00-18:00' },
  });
}, 300_000);
afterAll(() => desk.close());

const ask = (path: string) => desk.get(path);

async function askEngine(...questions: readonly Sql[]): Promise<void> {
  for (const question of questions) await desk.engine.query(question);
}

const ENGINE_FORMAT = {
  csv: 'CSVWithNames',
  json: 'JSONEachRow SETTINGS output_format_json_array_of_rows = 1',
} as const;

/** A little less than 300,000 tickets, the most that are sent at once. */
const filesOf = (run: number) => selectionOf(run, '2025-08-10 00:00:00');
const COLUMNS = STORED_COLUMN_IDS.join(', ');

/** A plain export by the engine. */
async function engineFile(format: keyof typeof ENGINE_FORMAT, run: number): Promise<void> {
  const path = join(desk.folder, `bare.${format}`);
  rmSync(path, { force: true });
  const rows = `SELECT ${COLUMNS} FROM ${TABLE} WHERE ${filesOf(run).where} ORDER BY id`;
  await desk.engine.command(sql(`${rows} INTO OUTFILE '${path}' FORMAT ${ENGINE_FORMAT[format]}`));
  expect(statSync(path).size).toBeGreaterThan(10_000_000);
}

interface Place {
  run: number;
  offset: number;
}

const page = ({ run, offset }: Place) =>
  `/export/reporting_tickets/preview?limit=100&offset=${offset}&orderByField=secondsToClose&${selectionOf(run).filter}`;

function barePage({ run, offset }: Place): readonly Sql[] {
  const { where } = selectionOf(run);
  const order = `ORDER BY secondsToClose NULLS LAST, id LIMIT 100 OFFSET ${offset}`;
  return [
    sql(`SELECT ${COLUMNS} FROM ${TABLE} WHERE ${where} ${order}`),
    sql(`SELECT count() FROM ${TABLE} WHERE ${where}`),
  ];
}

interface Comparison {
  what: string;
  /** Ratio of the server's time to the engine's. */
  goal: number;
  /** The limit that is checked where the goal is not met. */
  held?: number;
  runs?: number;
  ours(run: number): Promise<unknown>;
  bare(run: number): Promise<unknown>;
}

const COMPARISONS: readonly Comparison[] = [
  {
    what: 'page of 100 by secondsToClose, with total',
    goal: 1.2,
    ours: (run) => ask(page({ run, offset: 0 })),
    bare: (run) => askEngine(...barePage({ run, offset: 0 })),
  },
  {
    what: 'the same at offset 50,000',
    goal: 1.5,
    ours: (run) => ask(page({ run: 1000 + run, offset: 50_000 })),
    bare: (run) => askEngine(...barePage({ run, offset: 50_000 })),
  },
  {
    what: '10 clients, 4 pages each',
    goal: 1.11,
    runs: 3,
    ours: (run) => tenTimes(run + 2000, (place) => ask(page(place))),
    bare: (run) => tenTimes(run + 2000, (place) => askEngine(...barePage(place))),
  },
  {
    what: 'every chart, one request',
    goal: 1.3,
    ours: (run) => ask(`/report/reporting_tickets?${selectionOf(run).filter}`),
    bare: (run) => askEngine(...bareCharts(selectionOf(run))),
  },
  {
    what: 'every chart, the breakdown by tag',
    goal: 1.5,
    ours: (run) => ask(`/report/reporting_tickets?groupBy=allTags&${selectionOf(run).filter}`),
    bare: (run) => askEngine(...bareCharts(selectionOf(run)), bareTags(selectionOf(run))),
  },
  {
    // Beside charts in calendar time, which count no hours.
    what: 'every chart in working time',
    goal: 1.5,
    ours: (run) => ask(`/report/reporting_tickets?clock=working&${selectionOf(run).filter}`),
    bare: (run) => askEngine(...bareCharts(selectionOf(run))),
  },
  {
    what: 'values of 100,000 customers',
    goal: 1.5,
    ours: (run) => ask(`/report/reporting_tickets/values?column=customerId&${selectionOf(run).filter}`),
    bare: (run) => askEngine(bareValues(selectionOf(run))),
  },
  {
    what: 'csv to the client',
    goal: 1.5,
    // The server reads the file back, and sends it only when it is whole.
    held: 2.5,
    ours: (run) => ask(`/export/reporting_tickets?format=csv&${filesOf(run).filter}`),
    bare: (run) => engineFile('csv', run),
  },
  {
    what: 'json to the client',
    goal: 1.5,
    held: 2.5,
    ours: (run) => ask(`/export/reporting_tickets?format=json&${filesOf(run).filter}`),
    bare: (run) => engineFile('json', run),
  },
];

/** Ten clients at once, each fetching one page after another; two ask nothing alike. */
async function tenTimes(run: number, ask: (place: Place) => Promise<unknown>): Promise<void> {
  const pages = async (client: number): Promise<void> => {
    for (let step = 0; step < 4; step += 1) await ask({ run: 10 * run + client, offset: 100 * step });
  };
  await Promise.all(Array.from({ length: 10 }, (_, client) => pages(client)));
}

test('ratios to the bare engine', async () => {
  const results: {
    what: string;
    'server ms': number;
    'engine ms': number;
    ratio: number;
    goal: number;
    held: number;
  }[] = [];
  for (const { what, goal, held = goal, ours, bare, runs = RUNS } of COMPARISONS) {
    const times = await alternate({ ours, bare }, runs);
    const [server, bareEngine] = [median(times.ours), median(times.bare)];
    const ratio = Number((server / bareEngine).toFixed(2));
    results.push({ what, 'server ms': Math.round(server), 'engine ms': Math.round(bareEngine), ratio, goal, held });
  }
  console.table(results);
  expect(results.filter(({ ratio, held }) => ratio > held)).toEqual([]);
}, 600_000);
