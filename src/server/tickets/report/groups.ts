import { z } from 'zod';
import type { ColumnId } from '../../../contract/columns/columns';
import { isTagsKey } from '../../../contract/query/filters';
import { recordOf } from '../../../contract/recordOf';
import { MAX_GROUPS, type ReportResponse, WHY_KEYS } from '../../../contract/responses/reportResponse';
import { breachRate, excessOf, SLA_STATES, type SlaCounts } from '../../../contract/sla';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import { listOrder } from '../columnSql';
import { keptRows } from '../keptAnswers';
import type { TicketScope } from '../rows';
import { groupedValue } from '../singleTags';
import { type CountedBy, MAX_VALUES } from './byValue';
import { type ComparedScopes, comparedTickets } from './compared';
import { countsBySql, countsSchema, sum } from './counts';
import { KM_CLOSED, KM_OPEN, kmTimeItem, kmTimes, withPercentiles } from './kaplanMeier';

/**
 * The values of a column: the ones with most tickets late beyond the overall rate, and everything else in `other`. Of a
 * column of tags each tag by itself, so that a ticket counts once for each of its tags; the rate of all counts it once.
 */

type Groups = ReportResponse['groups'];
type Group = Omit<Groups['rows'][number], 'value'>;

const RATED = ['met', 'breachedClosed', 'breachedOpen'] as const;
const LEVELS = [0.5, 0.9];

const rowSchema = z.object({
  value: z.union([z.string(), z.number(), z.null()]),
  /** 0 is a value of its own, 1 all the values that have none. */
  isOther: z.int(),
  distinctValues: z.int(),
  /** Of each state now, and before. */
  counts: countsSchema.length(2 * SLA_STATES.length),
  closed: z.int(),
  open: z.int(),
  kmPercentiles: z.array(z.int().nullable()),
});
type Row = z.infer<typeof rowSchema>;

interface GroupsAsked {
  by: ColumnId;
  /** Of so many tickets one is looked at for percentiles. */
  sampling: number;
  /** The period before by columns that are counted anyway: a scan less. */
  counted: Promise<readonly CountedBy[]>;
  /** The states of all tickets, which groups that share tickets do not add up to. */
  whole(): Promise<SlaCounts>;
}

export async function readGroups(
  engine: TicketEngine,
  scopes: ComparedScopes,
  { by, sampling, counted, whole }: GroupsAsked,
  options: RunOptions,
): Promise<Groups> {
  const before = await countedBefore(scopes, by, counted);
  const known = isTagsKey(by) ? await whole() : undefined;
  const columns = new Set<ColumnId>(['id', 'closedAt', 'createdAt', 'secondsToClose', by]);
  const scanned = before === undefined ? scopes : { now: scopes.now, before: null };
  const items = (scope: TicketScope) => [kmTimeItem(scope), `${groupedValue(by, by)} AS groupValue`];
  const { from, params } = comparedTickets(scanned, [...columns], items);
  const rows = await keptRows(engine, rowSchema, sql(statementText(from, by, sampling, known), params), options);
  const all = known ?? sumOfRows(rows);
  const shown = rows.filter(({ isOther }) => isOther === 0).map(({ value }) => value);
  const beforeOf = (row: Row) => before?.(row.isOther === 1 ? { allBut: shown } : row.value) ?? ratedBefore(row);
  const toGroup = (row: Row) => groupOf(row, all, scopes.before === null ? null : beforeOf(row));
  const other = rows.find(({ isOther }) => isOther === 1);
  return {
    by,
    rows: rows.flatMap((row) => (row.isOther === 1 ? [] : [{ value: row.value, ...toGroup(row) }])),
    other:
      other === undefined || other.distinctValues === 0 ? null : { values: other.distinctValues, ...toGroup(other) },
  };
}

type Value = Row['value'];
type RatedCounts = Record<(typeof RATED)[number], number>;

/** What is known of the period before, of a value or of all but some; undefined where it has to be asked. */
async function countedBefore(
  { before }: ComparedScopes,
  by: ColumnId,
  counted: Promise<readonly CountedBy[]>,
): Promise<((of: Value | { allBut: readonly Value[] }) => RatedCounts) | undefined> {
  if (before === null || !WHY_KEYS.some((key) => key === by)) return undefined;
  const found = (await counted).find(({ key }) => key === by);
  if (found === undefined || found.values.length >= MAX_VALUES) return undefined;
  const sumOf = (values: CountedBy['values']) =>
    recordOf(RATED, (state) => sum(values.map((value) => value.before[state])));
  return (of) =>
    sumOf(
      found.values.filter(({ value }) =>
        of !== null && typeof of === 'object' ? !of.allBut.includes(value) : value === of,
      ),
    );
}

const NO_STATES: readonly number[] = SLA_STATES.map(() => 0);

function sumOfRows(rows: readonly Row[]): SlaCounts {
  return statesOf(rows.reduce((sums, { counts }) => sums.map((sum, at) => sum + (counts[at] ?? 0)), NO_STATES));
}

/**
 * Whole numbers, which no rounding moves: late x tickets that count, of all, - late of all x tickets that count.
 * @param all where the groups do not add up to it.
 */
function excessSql(all: SlaCounts | undefined): string {
  if (all === undefined) return 'late * sum(rated) OVER () - sum(late) OVER () * rated';
  const { breached, of } = breachRate(all);
  return `toInt64(late) * ${of} - ${breached} * toInt64(rated)`;
}

/** Values without a ticket now are compared with as part of the others. */
function statementText(from: string, by: ColumnId, sampling: number, all: SlaCounts | undefined): string {
  const isNow = 'isBefore = 0 AND ';
  const byValue = `SELECT groupValue AS value,
      ${countsBySql(`isBefore * ${SLA_STATES.length} + state`, 2 * SLA_STATES.length)} AS states,
      countIf(${isNow}${KM_CLOSED}) AS closedOf, countIf(${isNow}${KM_OPEN}) AS openOf,
      ${kmTimes(sampling, `${isNow}kmTime >= 0`)} AS times
    FROM ${from} GROUP BY value`;
  const rated = `SELECT *, ${RATED.map(stateOf).join(' + ')} AS rated,
      arraySum(arraySlice(states, 1, ${SLA_STATES.length})) AS tickets, tickets > 0 AS isShown,
      ${stateOf('breachedClosed')} + ${stateOf('breachedOpen')} AS late FROM (${byValue})`;
  const order = `isShown DESC, excess DESC, tickets DESC, ${listOrder('value', by)}`;
  const ranked = `SELECT *, row_number() OVER (ORDER BY ${order}) AS place
    FROM (SELECT *, ${excessSql(all)} AS excess FROM (${rated}))`;
  const grouped = `SELECT if(isOther, NULL, any(value)) AS value, place > ${MAX_GROUPS} OR NOT isShown AS isOther,
      countIf(isShown) AS distinctValues, sumForEach(states) AS counts,
      sum(closedOf) AS closed, sum(openOf) AS open, arraySort(groupArrayArray(times)) AS kmSorted, min(place) AS first
    FROM (${ranked}) GROUP BY isOther, if(isOther, 0, place)`;
  const columns = ['value', 'isOther', 'distinctValues', 'counts', 'closed', 'open'];
  return `${withPercentiles(grouped, LEVELS, columns)} ORDER BY first`;
}

function stateOf(state: (typeof RATED)[number]): string {
  return `states[${SLA_STATES.indexOf(state) + 1}]`;
}

function ratedBefore({ counts }: Row): RatedCounts {
  const { met, breachedClosed, breachedOpen } = statesOf(counts.slice(SLA_STATES.length));
  return { met, breachedClosed, breachedOpen };
}

function groupOf({ counts, closed, open, kmPercentiles }: Row, all: SlaCounts, before: RatedCounts | null): Group {
  const states = statesOf(counts);
  const [p50 = null, p90 = null] = kmPercentiles;
  return {
    states,
    excess: excessOf(states, 'all', breachRate(all).rate),
    before,
    kaplanMeier: { closed, open, p50, p90 },
  };
}

function statesOf(counts: readonly number[]): SlaCounts {
  return recordOf(SLA_STATES, (state) => counts[SLA_STATES.indexOf(state)] ?? 0);
}
