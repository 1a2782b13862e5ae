import { z } from 'zod';
import { columnOf } from '../../../../contract/columns/columns';
import { WHY_KEYS, type WhyKey } from '../../../../contract/responses/reportResponse';
import type { SlaState } from '../../../../contract/sla';
import { type RunOptions, sql, type TicketEngine } from '../../../engine/engine';
import { slaStateNumber } from '../../computedColumns';
import { keptRows } from '../../keptAnswers';
import type { TicketScope } from '../../rows';
import { comparedTickets } from '../compared';

/** Tickets that the breach rate counts, by the values of every column that may tell why it moved, in both periods. */

const RATED = ['met', 'breachedClosed', 'breachedOpen'] as const satisfies readonly SlaState[];
export type RatedCounts = Record<(typeof RATED)[number], number>;

export interface CountedValue {
  value: string | number | null;
  before: RatedCounts;
  now: RatedCounts;
}

export interface CountedBy {
  key: WhyKey;
  values: CountedValue[];
  /** Tickets of values that are too many to be told apart. */
  rest: { before: RatedCounts; now: RatedCounts };
}

/** Columns of categories have few values. Whatever has more is misused, and its rarest ones count as one. */
export const MAX_VALUES = 5000;

const rowSchema = z.object({
  /** A bit for each column, from the last one; it is 0 for the one whose value this is, and none is 0 for all together. */
  bits: z.int(),
  value: z.string().nullable(),
  now: z.array(z.int()).length(RATED.length),
  before: z.array(z.int()).length(RATED.length),
});
type Row = z.infer<typeof rowSchema>;

/** One scan of each period, whatever the number of columns. */
export async function readWhy(
  engine: TicketEngine,
  scopes: { now: TicketScope; before: TicketScope },
  options: RunOptions,
): Promise<CountedBy[]> {
  const keys = WHY_KEYS.filter((key) => scopes.now.visible.includes(key));
  const { from, params } = comparedTickets(scopes, keys, () => []);
  const rows = await keptRows(engine, rowSchema, sql(statementText(keys, from), params), options);
  const all = rows.find(({ bits }) => bits === bitsOf(keys, keys.length));
  return keys.map((key, index) =>
    countedBy(
      key,
      rows.filter(({ bits }) => bits === bitsOf(keys, index)),
      all,
    ),
  );
}

function statementText(keys: readonly WhyKey[], from: string): string {
  const counts = (isBefore: 0 | 1) =>
    RATED.map((state) => `countIf(isBefore = ${isBefore} AND state = ${slaStateNumber(state)})`).join(', ');
  const values = keys.map((key, index) => `bits = ${bitsOf(keys, index)}, toString(${key})`).join(', ');
  const rated = RATED.map(slaStateNumber).join(', ');
  return `SELECT grouping(${keys.join(', ')}) AS bits, multiIf(${values}, NULL) AS value,
      [${counts(0)}] AS now, [${counts(1)}] AS before
    FROM ${from} WHERE state IN (${rated})
    GROUP BY GROUPING SETS (${keys.map((key) => `(${key})`).join(', ')}, ())
    ORDER BY bits, count() DESC, value LIMIT ${MAX_VALUES} BY bits`;
}

/** @param index of a key, or behind the last one: all together. */
function bitsOf(keys: readonly WhyKey[], index: number): number {
  const all = 2 ** keys.length - 1;
  return index === keys.length ? all : all - 2 ** (keys.length - 1 - index);
}

function countedBy(key: WhyKey, values: readonly Row[], all: Row | undefined): CountedBy {
  const restOf = (period: 'before' | 'now') =>
    toCounts(RATED.map((_, at) => values.reduce((left, row) => left - (row[period][at] ?? 0), all?.[period][at] ?? 0)));
  return {
    key,
    values: values.map(({ value, before, now }) => ({
      value: value !== null && columnOf(key).kind === 'integer' ? Number(value) : value,
      before: toCounts(before),
      now: toCounts(now),
    })),
    rest: { before: restOf('before'), now: restOf('now') },
  };
}

function toCounts([met = 0, breachedClosed = 0, breachedOpen = 0]: readonly number[]): RatedCounts {
  return { met, breachedClosed, breachedOpen };
}
