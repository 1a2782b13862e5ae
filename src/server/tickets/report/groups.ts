import { z } from 'zod';
import type { ColumnId } from '../../../contract/columns/columns';
import { recordOf } from '../../../contract/recordOf';
import { MAX_GROUPS, type ReportResponse } from '../../../contract/responses/reportResponse';
import { breachRate, SLA_STATES, type SlaCounts } from '../../../contract/sla';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import { slaStateNumber } from '../computedColumns';
import { keptRows } from '../keptAnswers';
import { type ComparedScopes, comparedTickets } from './compared';
import { KM_CLOSED, KM_OPEN, kmTimeItem, kmTimes, withPercentiles } from './kaplanMeier';

/** The values of a column: the ones with most tickets late beyond the overall rate, and everything else in `other`. */

type Groups = ReportResponse['groups'];
type Group = Omit<Groups['rows'][number], 'value'>;

const RATED = ['met', 'breachedClosed', 'breachedOpen'] as const;
const LEVELS = [0.5, 0.9];

const rowSchema = z.object({
  value: z.union([z.string(), z.number(), z.null()]),
  /** 0 is a value of its own, 1 all the values that have none. */
  isOther: z.int(),
  distinctValues: z.int(),
  now: z.array(z.int()).length(SLA_STATES.length),
  before: z.array(z.int()).length(RATED.length),
  closed: z.int(),
  open: z.int(),
  kmPercentiles: z.array(z.int().nullable()),
});
type Row = z.infer<typeof rowSchema>;

/** @param sampling of so many tickets one is looked at for percentiles. */
export async function readGroups(
  engine: TicketEngine,
  scopes: ComparedScopes,
  { by, sampling }: { by: ColumnId; sampling: number },
  options: RunOptions,
): Promise<Groups> {
  const columns = new Set<ColumnId>(['id', 'closedAt', 'createdAt', 'secondsToClose', by]);
  const { from, params } = comparedTickets(scopes, [...columns], (asOf) => [kmTimeItem(asOf)]);
  const rows = await keptRows(engine, rowSchema, sql(statementText(from, by, sampling), params), options);
  const all = statesOf(rows.reduce((sums, { now }) => sums.map((sum, index) => sum + (now[index] ?? 0)), NO_STATES));
  const toGroup = (row: Row) => groupOf(row, all, scopes.before !== null);
  const other = rows.find(({ isOther }) => isOther === 1);
  return {
    by,
    rows: rows.flatMap((row) => (row.isOther === 1 ? [] : [{ value: row.value, ...toGroup(row) }])),
    other:
      other === undefined || other.distinctValues === 0 ? null : { values: other.distinctValues, ...toGroup(other) },
  };
}

const NO_STATES: readonly number[] = SLA_STATES.map(() => 0);

/** Whole numbers, which no rounding moves: late x tickets that count, of all, - late of all x tickets that count. */
const EXCESS = 'late * sum(rated) OVER () - sum(late) OVER () * rated';

/** Values without a ticket now are compared with as part of the others. */
function statementText(from: string, by: ColumnId, sampling: number): string {
  const counts = (isBefore: 0 | 1, states: typeof SLA_STATES | typeof RATED) =>
    `[${states.map((state) => `countIf(isBefore = ${isBefore} AND state = ${slaStateNumber(state)})`).join(', ')}]`;
  const isNow = 'isBefore = 0 AND ';
  const byValue = `SELECT ${by} AS value, ${counts(0, SLA_STATES)} AS states, ${counts(1, RATED)} AS statesBefore,
      countIf(isBefore = 0) AS tickets,
      countIf(${isNow}${KM_CLOSED}) AS closedOf, countIf(${isNow}${KM_OPEN}) AS openOf,
      ${kmTimes(sampling, `${isNow}kmTime >= 0`)} AS times
    FROM ${from} GROUP BY value`;
  const rated = `SELECT *, ${RATED.map(stateOf).join(' + ')} AS rated, tickets > 0 AS isShown,
      ${stateOf('breachedClosed')} + ${stateOf('breachedOpen')} AS late FROM (${byValue})`;
  const order = 'isShown DESC, excess DESC, tickets DESC, value ASC NULLS LAST';
  const ranked = `SELECT *, row_number() OVER (ORDER BY ${order}) AS place
    FROM (SELECT *, ${EXCESS} AS excess FROM (${rated}))`;
  const placed = `SELECT *, place > ${MAX_GROUPS} OR NOT isShown AS isOther FROM (${ranked})`;
  const grouped = `SELECT if(isOther, NULL, any(value)) AS value, isOther,
      countIf(isShown) AS distinctValues, sumForEach(states) AS now, sumForEach(statesBefore) AS before,
      sum(closedOf) AS closed, sum(openOf) AS open, arraySort(groupArrayArray(times)) AS kmSorted, min(place) AS first
    FROM (${placed}) GROUP BY isOther, if(isOther, 0, place)`;
  return `${withPercentiles(grouped, LEVELS, Object.keys(rowSchema.shape))} ORDER BY first`;
}

function stateOf(state: (typeof RATED)[number]): string {
  return `states[${SLA_STATES.indexOf(state) + 1}]`;
}

function groupOf({ now, before, closed, open, kmPercentiles }: Row, all: SlaCounts, isCompared: boolean): Group {
  const states = statesOf(now);
  const [met = 0, breachedClosed = 0, breachedOpen = 0] = before;
  const [p50 = null, p90 = null] = kmPercentiles;
  return {
    states,
    excess: excessOf(states, all),
    before: isCompared ? { met, breachedClosed, breachedOpen } : null,
    kaplanMeier: { closed, open, p50, p90 },
  };
}

function excessOf(states: SlaCounts, all: SlaCounts): number | null {
  const { breached, of } = breachRate(states);
  const { rate } = breachRate(all);
  return rate === null ? null : breached - rate * of;
}

function statesOf(counts: readonly number[]): SlaCounts {
  return recordOf(SLA_STATES, (state) => counts[SLA_STATES.indexOf(state)] ?? 0);
}
