import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { median } from './comparedTimes';
import { type MeasuredServer, openMeasuredServer } from './measuredServer';
import { selectionOf } from './selection';

/**
 * What each question costs as the table grows: the same two years and a half with ever more tickets. For the table of
 * sizes in the README; GROWTH_ROWS names others, as 1000000,10000000,100000000. Nothing is held here: these are the costs of
 * one machine.
 */

const SIZES = (process.env.GROWTH_ROWS ?? '1000000').split(',').map(Number);
/** Fewer where each takes seconds. */
const runsOf = (rows: number) => (rows > 20_000_000 ? 2 : 5);
/** Of a table of a million. */
const SECONDS_APART = 79;
const REPORT = '/report/reporting_tickets';
const PREVIEW = '/export/reporting_tickets/preview';

/** @param run another for each, so that no answer is one that is kept. */
type Question = (run: number, firstId: number) => string;

const QUESTIONS: Record<string, Question> = {
  'newest 25, with total': (run) =>
    `${PREVIEW}?limit=25&orderByField=createdAt&orderByDirection=desc&${selectionOf(run).filter}`,
  '100 whole rows by time to close': (run) =>
    `${PREVIEW}?limit=100&orderByField=secondsToClose&${selectionOf(run).filter}`,
  'one ticket': (run, firstId) => `${PREVIEW}?limit=1&${isValue('id', firstId + 3 * run)}`,
  'one customer': (run) => `${PREVIEW}?limit=25&${isValue('customerId', `CU-${run + 5}`)}`,
  'every chart, 18 months': (run) => `${REPORT}?groupBy=topic&${selectionOf(run).filter}`,
  'every chart, 30 days': (run) => `${REPORT}?groupBy=topic&${selectionOf(run, '2024-03-31 00:00:00').filter}`,
  'values of 100,000 customers': (run) => `${REPORT}/values?column=customerId&${selectionOf(run).filter}`,
};

/** In ms. */
interface Cost {
  wall: number;
  processor: number;
}

function isValue(column: string, value: string | number): string {
  return `filters[0][key]=${column}&filters[0][comparator]=%3D&filters[0][value]=${value}`;
}

for (const rows of SIZES) {
  test(`${rows} tickets`, { timeout: 3_600_000 }, async ({ onTestFinished }) => {
    const began = performance.now();
    const desk = await openMeasuredServer({
      rows,
      secondsApart: (SECONDS_APART * 1_000_000) / rows,
      settings: { ENGINE_SECONDS: '600' },
    });
    onTestFinished(() => desk.close());
    const filled = (performance.now() - began) / 1000;
    const bytes = bytesBelow(join(desk.folder, 'server', 'tickets'));
    const lines = [
      `${rows} tickets: made in ${filled.toFixed(0)} s, ${(bytes / rows).toFixed(0)} bytes a ticket on disk`,
    ];
    const firstId = await anId(desk);
    for (const [name, question] of Object.entries(QUESTIONS)) {
      await desk.get(question(-1, firstId));
      const costs: Cost[] = [];
      for (let run = 0; run < runsOf(rows); run += 1) costs.push(await cost(desk, question(run, firstId)));
      const [wall, processor] = (['wall', 'processor'] as const).map((kind) => median(costs.map((each) => each[kind])));
      lines.push(`  ${name}: ${wall?.toFixed(0)} ms, ${processor?.toFixed(0)} ms of the processors`);
    }
    lines.push(`  memory at its highest: ${memoryPeak(desk.pid)} MB`);
    console.log(lines.join('\n'));
  });
}

async function cost(desk: MeasuredServer, path: string): Promise<Cost> {
  const [began, used] = [performance.now(), processorMs(desk.pid)];
  expect(await desk.get(path)).toBeGreaterThan(0);
  return { wall: performance.now() - began, processor: processorMs(desk.pid) - used };
}

const rowsSchema = z.object({ data: z.array(z.object({ id: z.int() })).min(1) });

/** Of a ticket in the middle of the table; the ones behind it are three apart. */
async function anId(desk: MeasuredServer): Promise<number> {
  const { data } = rowsSchema.parse(
    await desk.read(`${PREVIEW}?limit=1&orderByField=createdAt&${selectionOf(0).filter}`),
  );
  return data[0]?.id ?? 0;
}

/** User and system time of a process so far, in steps of 10 ms. */
function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function memoryPeak(pid: number): number {
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
}

function bytesBelow(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
