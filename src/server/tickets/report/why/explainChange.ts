import { MAX_GROUPS, type ReportResponse } from '../../../../contract/responses/reportResponse';
import { type BreachBase, breachRate } from '../../../../contract/sla';
import type { CountedBy, CountedValue, DecidedCounts } from '../byValue';
import { decompose, type Part, type Rated, roundTogether, total } from './decompose';

/** The change of the breach rate told by every column, its largest parts first. */

type Why = ReportResponse['why'];
type Explained = NonNullable<Why['all']>;
type By = Explained['by'][number];

export function explainChange(counted: readonly CountedBy[]): Why {
  return { all: explain(counted, 'all'), closed: explain(counted, 'closed') };
}

/** Null where a period has no rate. */
function explain(counted: readonly CountedBy[], base: BreachBase): Explained | null {
  const rated = counted.map((by) => ({ by, values: ratedValues(by, base) }));
  const values = rated[0]?.values ?? [];
  const [before, now] = [total(values.map((value) => value.before)), total(values.map((value) => value.now))];
  if (before.n === 0 || now.n === 0) return null;
  const [from, to] = [before.late / before.n, now.late / now.n];
  // Never -0, which is no number of JSON.
  const tenths = Math.round((to - from) * 1000) + 0;
  return { before, now, tenths, by: rated.map((each) => explainBy(each.by.key, each.values, tenths)) };
}

type RatedValue = Pick<CountedValue, 'value'> & { isRest: boolean; before: Rated; now: Rated };

function ratedValues({ values, rest }: CountedBy, base: BreachBase): RatedValue[] {
  return [...values.map((each) => ({ ...each, isRest: false })), { value: null, ...rest, isRest: true }]
    .map((each) => ({ ...each, before: toRated(each.before, base), now: toRated(each.now, base) }))
    .filter(({ before, now }) => before.n + now.n > 0);
}

function toRated(counts: DecidedCounts, base: BreachBase): Rated {
  const { breached: late, of: n } = breachRate(counts, base);
  return { n, late };
}

function explainBy(key: By['key'], values: readonly RatedValue[], tenths: number): By {
  const parts = decompose(values).toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const shown = parts.filter(({ isRest }) => !isRest).slice(0, MAX_GROUPS);
  const hidden = parts.filter((part) => !shown.includes(part));
  const other = { rate: sum(hidden, 'rate'), mix: sum(hidden, 'mix') };
  const rows = hidden.length === 0 ? shown : [...shown, other];
  const rounded = roundTogether(
    rows.map(({ rate, mix }) => (rate + mix) * 1000),
    tenths,
  );
  return {
    key,
    parts: shown.map(({ isRest: _, ...part }, index) => ({ ...part, tenths: rounded[index] ?? 0 })),
    other: hidden.length === 0 ? null : { values: hidden.length, ...other, tenths: rounded.at(-1) ?? 0 },
  };
}

function sizeOf({ rate, mix }: Part): number {
  return Math.abs(rate + mix);
}

function sum(parts: readonly Part[], of: keyof Part): number {
  return parts.reduce((all, part) => all + part[of], 0);
}
