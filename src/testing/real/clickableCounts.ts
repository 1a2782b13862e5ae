import { expect } from 'vitest';
import type { ColumnId } from '../../contract/columns/columns';
import type { Filter } from '../../contract/query/filters';
import { encodeQueryString } from '../../contract/query/queryString';
import type { Bucket } from '../../contract/query/requests';
import { formatTicketQuery } from '../../contract/query/ticketQuery';
import { type ReportResponse, reportResponseSchema } from '../../contract/responses/reportResponse';
import { previewResponseSchema } from '../../contract/responses/ticketResponses';
import {
  PICK_NOT_CLOSED,
  pickBreached,
  pickBuckets,
  pickDataCheck,
  pickOverdueBefore,
  pickState,
  pickTimeToClose,
} from '../../contract/sentences/pickedFilters';
import { BREACH_BASES, breachRate, DATA_CHECKS, SLA_STATES } from '../../contract/sla';
import type { ChartTable } from '../../web/charts/card/chartTable';
import {
  backlogTable,
  groupsTable,
  inBucket,
  serviceLevelTable,
  timeToCloseTable,
} from '../../web/charts/card/chartTables';
import { leftOutOfBacklog, leftOutOfTime, leftOutOfTimeToClose } from '../../web/charts/leftOut';
import { withPicked } from '../../web/url/withPicked';
import type { TestBackend } from '../testBackend';

/** A count on the page that can be clicked, with the filters that a click adds. */
interface ClickableCount {
  what: string;
  count: number;
  pick: readonly Filter[];
}

/** Clicks every mark of every chart, by the page's own functions, and compares its count with the new total. */
export async function checkClickableCounts(
  server: TestBackend,
  filters: readonly Filter[],
  by: { groupBy: ColumnId; bucket?: Bucket },
): Promise<{ checked: number; report: ReportResponse }> {
  const report = await readReport(server, filters, by);
  const counts = clickableCountsOf(report);
  for (const { what, count, pick } of counts) {
    expect(await totalOf(server, withPicked(filters, pick), report.asOf), what).toBe(count);
  }
  return { checked: counts.length, report };
}

async function readReport(
  server: TestBackend,
  filters: readonly Filter[],
  { groupBy, bucket }: { groupBy: ColumnId; bucket?: Bucket },
): Promise<ReportResponse> {
  const query = encodeQueryString([
    ...formatTicketQuery({ filters: [...filters] }),
    { name: 'groupBy', value: groupBy },
    ...(bucket === undefined ? [] : [{ name: 'bucket', value: bucket }]),
  ]);
  const answer = await server.call(`/report/reporting_tickets?${query}`);
  return reportResponseSchema.parse(await answer.json());
}

async function totalOf(server: TestBackend, filters: Filter[], asOf: string): Promise<number> {
  const query = encodeQueryString([
    ...formatTicketQuery({ filters, asOf, columns: ['id'] }),
    { name: 'limit', value: '1' },
  ]);
  const answer = await server.call(`/export/reporting_tickets/preview?${query}`);
  return previewResponseSchema.parse(await answer.json()).total;
}

function clickableCountsOf(report: ReportResponse): ClickableCount[] {
  const { states, overTime, groups, timeToClose, backlog, asOf, dataChecks } = report;
  return [
    { what: 'tile: not closed', count: backlog.notClosed, pick: PICK_NOT_CLOSED },
    ...(backlog.overdueBefore === null ? [] : [overdueBefore(backlog.overdueBefore)]),
    ...SLA_STATES.map((state) => ({ what: `state ${state}`, count: states[state], pick: pickState(state) })),
    ...BREACH_BASES.map((base) => ({
      what: `breached, ${base}`,
      count: breachRate(states, base).breached,
      pick: pickBreached(base),
    })),
    ...DATA_CHECKS.map((check) => ({ what: check, count: dataChecks[check], pick: pickDataCheck(check) })),
    ...cellsOf('over time', serviceLevelTable({ ...overTime, buckets: sample(overTime.buckets, 40) }, 'all')),
    ...cellsOf(`by ${groups.by}`, groupsTable(report, 'all')),
    ...cellsOf('time to close', timeToCloseTable(timeToClose)),
    ...cellsOf('backlog', backlogTable(backlog)),
    ...[...leftOutOfTime(overTime), ...leftOutOfTimeToClose(timeToClose), ...leftOutOfBacklog(backlog, asOf)].map(
      ({ description, count, pick }) => ({ what: `left out: ${description}`, count, pick }),
    ),
    ...draggedRanges(report),
  ];
}

function overdueBefore({
  count,
  createdBefore,
}: NonNullable<ReportResponse['backlog']['overdueBefore']>): ClickableCount {
  return { what: 'overdue from before the period', count, pick: pickOverdueBefore(createdBefore) };
}

function cellsOf(chart: string, { columns, rows }: ChartTable): ClickableCount[] {
  return rows.flatMap((row) =>
    row.flatMap(({ value, pick }, index) =>
      pick === undefined ? [] : [{ what: `${chart}: ${row[0]?.text}, ${columns[index]}`, count: Number(value), pick }],
    ),
  );
}

/** Ranges of many widths, from the first bar and to the last one. */
function draggedRanges({ overTime: { buckets }, timeToClose: { bins } }: ReportResponse): ClickableCount[] {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const counts = buckets.map(inBucket);
  const overTime = sample(buckets, 10).flatMap((bucket) => {
    const [first, last] = [buckets[0], buckets.at(-1)];
    if (first === undefined || last === undefined) return [];
    const index = buckets.indexOf(bucket);
    return [
      { what: `drag to ${bucket.start}`, count: sum(counts.slice(0, index + 1)), pick: pickBuckets(first, bucket) },
      { what: `drag from ${bucket.start}`, count: sum(counts.slice(index)), pick: pickBuckets(bucket, last) },
    ];
  });
  const timeToClose = bins.flatMap(({ from, to }, index) => {
    const counts = bins.map(({ count }) => count);
    return [
      { what: `drag to ${to} s`, count: sum(counts.slice(0, index + 1)), pick: pickTimeToClose(0, to) },
      { what: `drag from ${from} s`, count: sum(counts.slice(index)), pick: pickTimeToClose(from, null) },
    ];
  });
  return [...overTime, ...timeToClose];
}

/** About `most` items, evenly spread and with the first, since each takes requests. */
function sample<T>(all: readonly T[], most: number): T[] {
  // A chart of the usual size is checked whole.
  const step = all.length <= 100 && most > 10 ? 1 : Math.ceil(all.length / most);
  return all.filter((_, index) => index % step === 0);
}
