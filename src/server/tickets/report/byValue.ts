import { z } from 'zod';
import { columnOf } from '../../../contract/columns/columns';
import { recordOf } from '../../../contract/recordOf';
import { WHY_KEYS, type WhyKey } from '../../../contract/responses/reportResponse';
import { SLA_STATES, type SlaCounts, type SlaState } from '../../../contract/sla';
import type { WallSeconds } from '../../../contract/time/wallTime';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import { slaStateNumber } from '../computedColumns';
import { keptRows } from '../keptAnswers';
import { type ComparedScopes, comparedTickets } from './compared';
import { countsBySql, countsSchema } from './counts';

/** Tickets by service-level state, by when they are due and by each column that may tell why the rate moved. */

const DECIDED = ['met', 'breachedClosed', 'breachedOpen'] as const satisfies readonly SlaState[];
/** Whatever has a deadline has one of these. */
const DUE = [...DECIDED, 'pending'] as const satisfies readonly SlaState[];
export type DecidedCounts = Record<(typeof DECIDED)[number], number>;

/** Tickets that are due in the hour or day that starts then. */
export type CountedStart = SlaCounts & { start: WallSeconds };

/** Tickets that the breach rate counts, in both periods. */
export interface CountedBy {
  key: WhyKey;
  values: CountedValue[];
  /** Tickets of values that are too many to be told apart. */
  rest: Pick<CountedValue, 'before' | 'now'>;
}

export interface CountedValue {
  value: string | number | null;
  before: DecidedCounts;
  now: DecidedCounts;
}

/** Columns of categories have few values. Whatever has more is misused, and its rarest ones count as one. */
export const MAX_VALUES = 5000;

const rowSchema = z.object({
  /** A bit for each grouping, from the last one; it is 0 for the one that this is, and none is 0 for all together. */
  bits: z.int(),
  values: z.array(z.tuple([z.string().nullable()])),
  /** Of each value in turn: DUE now and before. */
  counts: countsSchema,
});

export interface ByValue {
  /** In order of time. */
  due: CountedStart[];
  /** Empty without a period before. */
  why: CountedBy[];
}

/** One scan of each period, whatever the number of columns. @param size seconds that deadlines are counted by. */
export async function readByValue(
  engine: TicketEngine,
  scopes: ComparedScopes,
  size: number,
  options: RunOptions,
): Promise<ByValue> {
  const keys = scopes.before === null ? [] : WHY_KEYS.filter((key) => scopes.now.visible.includes(key));
  const { from, params } = comparedTickets(scopes, [...keys, 'dueBy'], () => []);
  const rows = await keptRows(engine, rowSchema, sql(statementText(keys, from, size), params), options);
  const of = (index: number) => {
    const row = rows.find(({ bits }) => bits === bitsOf(keys.length + 1, index));
    return row === undefined ? [] : row.values.map(([value], at) => toValue(value, row, at));
  };
  const [all] = of(keys.length + 1);
  return {
    due: of(keys.length).flatMap(({ value, due }) => (value === null ? [] : [{ ...due, start: Number(value) }])),
    why: keys.map((key, index) => countedBy(key, of(index), all)),
  };
}

function statementText(keys: readonly WhyKey[], from: string, size: number): string {
  const groupings = [...keys, 'due'];
  const bits = (index: number) => bitsOf(groupings.length, index);
  const values = groupings.map((name, index) => `bits = ${bits(index)}, toString(${name})`).join(', ');
  const due = `toInt64(dueBy) - positiveModulo(toInt64(dueBy), ${size}) AS due`;
  const byGrouping = `SELECT grouping(${groupings.join(', ')}) AS bits, ${groupings.join(', ')},
      ${countsBySql(`isBefore * ${DUE.length} + state`, 2 * DUE.length)} AS counts
    FROM (SELECT *, ${due} FROM ${from} WHERE state != ${slaStateNumber('noSla')})
    GROUP BY GROUPING SETS (${groupings.map((name) => `(${name})`).join(', ')}, ())`;
  // Those that are due now, and those that the rate counts in one of the periods.
  const n = `if(bits = ${bits(keys.length)}, toInt64(arraySum(arraySlice(counts, 1, ${DUE.length}))),
      arraySum(counts) - counts[${DUE.length}] - counts[${2 * DUE.length}]) AS n`;
  // Days are as many as there are, in order of time.
  const byValue = `SELECT bits, multiIf(${values}, NULL) AS value, due, counts, ${n} FROM (${byGrouping})
    WHERE n > 0 ORDER BY bits, due, n DESC, value LIMIT ${MAX_VALUES} BY bits, due`;
  return `SELECT bits, groupArray([value]) AS values, groupArrayArray(counts) AS counts FROM (${byValue}) GROUP BY bits`;
}

/** @param index of a grouping, or behind the last one: all together. */
function bitsOf(groupings: number, index: number): number {
  const all = 2 ** groupings - 1;
  return index === groupings ? all : all - 2 ** (groupings - 1 - index);
}

interface Value extends CountedValue {
  value: string | null;
  due: SlaCounts;
}

function toValue(value: string | null, row: z.infer<typeof rowSchema>, at: number): Value {
  const countsOf = (nth: number) => row.counts.slice(nth * DUE.length, (nth + 1) * DUE.length);
  const [now, before] = [countsOf(2 * at), countsOf(2 * at + 1)];
  const due = recordOf(SLA_STATES, (state) => (state === 'noSla' ? 0 : (now[DUE.indexOf(state)] ?? 0)));
  return { value, due, now: toDecided(now), before: toDecided(before) };
}

function toDecided([met = 0, breachedClosed = 0, breachedOpen = 0]: readonly number[]): DecidedCounts {
  return { met, breachedClosed, breachedOpen };
}

function countedBy(key: WhyKey, values: readonly Value[], all: Value | undefined): CountedBy {
  const restOf = (period: 'before' | 'now') =>
    recordOf(DECIDED, (state) =>
      values.reduce((left, value) => left - value[period][state], all?.[period][state] ?? 0),
    );
  return {
    key,
    values: values.map(({ value, before, now }) => ({
      value: value !== null && columnOf(key).kind === 'integer' ? Number(value) : value,
      before,
      now,
    })),
    rest: { before: restOf('before'), now: restOf('now') },
  };
}
