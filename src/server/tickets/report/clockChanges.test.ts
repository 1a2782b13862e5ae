import { expect } from 'vitest';
import { COLUMN_IDS, STORED_COLUMN_IDS, type Ticket } from '../../../contract/columns/columns';
import type { Filter } from '../../../contract/query/filters';
import type { Bucket } from '../../../contract/query/requests';
import { recordOf } from '../../../contract/recordOf';
import { floorTo } from '../../../contract/time/timeBounds';
import { HOUR_SECONDS } from '../../../contract/time/units';
import { formatWallTime, parseWallTime } from '../../../contract/time/wallTime';
import { test as base } from '../../../testing/fixtures';
import { dataChecksOf } from '../../../testing/matchFilters';
import { sql } from '../../engine/engine';
import { TABLE } from '../schema/ticketTable';
import { readReport } from './report';

/** Wall times around the hours that a clock change leaves out or repeats. */

const AS_OF = '2024-09-15 12:00:00';

const test = base.extend('report', ({ engine }) => (filters: Filter[], timeZone: string, bucket?: Bucket) => {
  const scope = { query: { filters }, visible: COLUMN_IDS, asOf: { time: AS_OF, timeZone, hidesLaterClosings: false } };
  return readReport(engine, scope, { groupBy: 'topic', bucket }, {});
});

// The clock change in Berlin is at 2 (spring) and 3 (autumn), in New York at 2: [from, to, stored seconds, contradicts].
test.for([
  ['Europe/Berlin', '2024-10-27 02:30:00', '2024-10-27 02:45:00', 4500, false],
  ['Europe/Berlin', '2024-10-27 02:30:00', '2024-10-27 02:45:00', 900, false],
  ['Europe/Berlin', '2024-10-27 02:30:00', '2024-10-27 02:45:00', 4560, true],
  ['Europe/Berlin', '2024-10-27 01:30:00', '2024-10-27 02:30:00', 7200, false],
  ['Europe/Berlin', '2024-10-27 02:45:00', '2024-10-27 02:15:00', 1800, false],
  ['Europe/Berlin', '2024-10-27 00:30:00', '2024-10-27 01:30:00', 7200, true],
  ['Europe/Berlin', '2024-10-27 03:30:00', '2024-10-27 04:30:00', 7200, true],
  ['Europe/Berlin', '2024-10-26 12:00:00', '2024-10-27 12:00:00', 90_000, false],
  ['Europe/Berlin', '2024-03-31 01:30:00', '2024-03-31 03:30:00', 3600, false],
  ['Europe/Berlin', '2024-03-31 02:30:00', '2024-03-31 03:30:00', 0, false],
  ['Europe/Berlin', '2024-03-31 00:15:00', '2024-03-31 01:45:00', 1800, true],
  ['Europe/Berlin', '2024-03-31 03:15:00', '2024-03-31 04:45:00', 1800, true],
  ['America/New_York', '2024-11-03 01:30:00', '2024-11-03 01:45:00', 4500, false],
  ['America/New_York', '2024-11-03 00:30:00', '2024-11-03 01:30:00', 7200, false],
  ['America/New_York', '2024-11-03 02:30:00', '2024-11-03 03:30:00', 7200, true],
  ['America/New_York', '2024-03-10 01:30:00', '2024-03-10 03:30:00', 3600, false],
  ['America/New_York', '2024-03-10 03:30:00', '2024-03-10 04:30:00', 0, true],
  // Its clocks change at other times than Berlin's.
  ['America/New_York', '2024-10-27 02:30:00', '2024-10-27 02:45:00', 4500, true],
  ['UTC', '2024-10-27 02:30:00', '2024-10-27 02:45:00', 4500, true],
] as const)('data check in %s: %s to %s as %i s', async (given, { store, engine, report }) => {
  const [timeZone, from, to, stored, contradicts] = given;
  const id = 9_007_199_254_710_000;
  const row = { createdAt: from, closedAt: to, dueBy: from, secondsToClose: stored, secondsClosedAfterSLA: stored };
  await store.insert([{ id, ...row }]);
  const filters: Filter[] = [{ key: 'id', comparator: '=', value: id }];
  const { dataChecks } = await report(filters, timeZone);
  const found = contradicts ? 1 : 0;
  expect(dataChecks).toMatchObject({ closeTimeContradicts: found, slaTimeContradicts: found });
  const ticket: Ticket = { ...recordOf(STORED_COLUMN_IDS, () => null), id, ...row };
  expect(dataChecksOf(ticket, { time: to, timeZone, hidesLaterClosings: false }).includes('closeTimeContradicts')).toBe(
    contradicts,
  );
  await engine.command(sql(`DELETE FROM ${TABLE} WHERE id = {id:Int64}`, { id }));
});

test('clock changes: times come back unchanged, and buckets follow wall time', async ({ store, engine, report }) => {
  const times = [
    '2024-03-31 01:59:59',
    '2024-03-31 02:30:00',
    '2024-10-27 02:30:00',
    '2024-03-10 02:30:00',
    '2024-11-03 01:30:00',
  ];
  const id = 9_007_199_254_730_000;
  await store.insert(
    times.map((time, index) => ({ id: id + index, createdAt: time, dueBy: time, customerId: 'clocks' })),
  );
  for (const timeZone of ['Europe/Berlin', 'America/New_York', 'UTC']) {
    const filters: Filter[] = [{ key: 'customerId', comparator: '=', value: 'clocks' }];
    const { overTime } = await report(filters, timeZone, 'day');
    const days = overTime.buckets
      .filter(({ breachedOpen, pending }) => breachedOpen + pending > 0)
      .map(({ start }) => start.slice(0, 10));
    expect(days).toEqual([...new Set(times.map((time) => time.slice(0, 10)))].sort());
    for (const time of times) {
      const due: Filter = { key: 'dueBy', comparator: '=', value: time };
      const hours = (await report([...filters, due], timeZone, 'hour')).overTime.buckets;
      expect(hours.map(({ start, end }) => [start, end])).toEqual([
        [`${time.slice(0, 13)}:00:00`, formatWallTime(floorTo(parseWallTime(time) ?? Number.NaN, 'h') + HOUR_SECONDS)],
      ]);
      expect(hours[0]).toMatchObject(time < AS_OF ? { breachedOpen: 1 } : { pending: 1 });
    }
    const rows = (await engine.query(
      sql(`SELECT createdAt FROM ${TABLE} WHERE id >= {id:Int64} ORDER BY id`, { id }),
    )) as { createdAt: string }[];
    expect(rows.map(({ createdAt }) => createdAt)).toEqual(times);
  }
  await engine.command(sql(`DELETE FROM ${TABLE} WHERE id >= {id:Int64}`, { id }));
});
