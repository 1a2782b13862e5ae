import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { parseWallTime } from '../../contract/time/wallTime';
import { csvCells } from '../csvCells';
import { dataFile } from '../real/dataFolder';
import { forecastAt, type PastTicket } from './forecast';
import { type Score, scoreOf } from './score';

/**
 * Would a forecast of late tickets have been right? The tickets that were pending at 12 past moments of boston-311, each
 * forecast from what was known then. It is not calibrated, so the page shows none (src/README.md). A forecast that
 * passes on both sets of moments makes this fail, and may be shown.
 */

const seconds = (text: string | undefined) => (text === undefined || text === '' ? null : parseWallTime(text));

function readTickets(): PastTicket[] {
  const [columns = [], ...rows] = csvCells(gunzipSync(readFileSync(dataFile('boston-311.csv.gz'))).toString());
  return rows.flatMap((cells) => {
    const cell = (column: string) => cells[columns.indexOf(column)] ?? '';
    const createdAt = seconds(cell('createdAt'));
    if (createdAt === null) return [];
    return [
      {
        createdAt,
        closedAt: seconds(cell('closedAt')),
        dueBy: seconds(cell('dueBy')),
        secondsToClose: cell('secondsToClose') === '' ? null : Number(cell('secondsToClose')),
        topic: cell('topic'),
        priority: cell('priority'),
      },
    ];
  });
}

function startsOf(years: readonly number[], months: readonly string[]): string[] {
  return years.flatMap((year) => months.map((month) => `${year}-${month}-01 00:00:00`));
}

const CUTS: Record<string, string[]> = {
  'every half year, 2014 to 2019': startsOf([2014, 2015, 2016, 2017, 2018, 2019], ['01', '07']),
  'every quarter, 2017 to 2019': startsOf([2017, 2018, 2019], ['01', '04', '07', '10']),
};

test.each(Object.entries(CUTS))(
  '%s',
  (name, cuts) => {
    expect(cuts).toHaveLength(12);
    const tickets = readTickets();
    const score = scoreOf(cuts.flatMap((cut) => forecastAt(tickets, seconds(cut) ?? Number.NaN)));
    console.log(`${name}\n${lines(score)}`);
    expect(score.brier).toBeLessThan(score.brierOfPastRate);
    expect(score.passes).toBe(false);
  },
  120_000,
);

function lines({ n, brier, brierOfPastRate, fifths }: Score): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return [
    `${n} tickets pending; Brier score ${brier.toFixed(3)}, of the past rate ${brierOfPastRate.toFixed(3)}`,
    ...fifths.map(
      ({ forecast, happened, allowed, isCalibrated }) =>
        `  forecast ${percent(forecast)}, late ${percent(happened)}, ${isCalibrated ? 'within' : 'beyond'} ${percent(allowed)}`,
    ),
  ].join('\n');
}
