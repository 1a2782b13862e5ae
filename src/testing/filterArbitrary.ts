import fc from 'fast-check';
import { COLUMN_IDS, isProvided } from '../contract/columns/columns';
import { type Comparator, OPERANDS_OF } from '../contract/query/comparators';
import {
  choicesOf,
  comparatorsOf,
  type Filter,
  type FilterKey,
  filterKeys,
  kindOf,
  type Operand,
} from '../contract/query/filters';
import { makeFilter } from '../contract/query/makeFilter';
import { TIME_UNITS } from '../contract/time/units';
import { formatWallTime, parseWallTime } from '../contract/time/wallTime';
import { HOSTILE_TEXTS } from './ticketFactory';

const FIRST = parseWallTime('2020-01-01') ?? 0;
const LAST = parseWallTime('2028-12-31') ?? 0;

/** Every kind of filter of the grammar, with operands that often match random tickets. */
export function filterArbitrary(): fc.Arbitrary<Filter> {
  return fc
    .constantFrom(...filterKeys(COLUMN_IDS.filter((id) => isProvided(id, { workingTime: false, subject: false }))))
    .chain(filterOf);
}

function filterOf(key: FilterKey): fc.Arbitrary<Filter> {
  const orEmpty = kindOf(key) === 'computed' ? fc.constant({}) : fc.constantFrom({}, { orEmpty: true as const });
  return fc
    .constantFrom<Comparator>(...comparatorsOf(key))
    .chain((comparator) =>
      fc.tuple(operands(key, comparator), orEmpty).map(([each, empty]) => makeFilter(key, comparator, each, empty)),
    );
}

function operands(key: FilterKey, comparator: Comparator): fc.Arbitrary<Operand[]> {
  switch (OPERANDS_OF[comparator]) {
    case 'none':
      return fc.constant([]);
    case 'range':
      return range(key);
    case 'values':
      return values(operandOf(key));
    case 'value':
      return operandOf(key).map((each) => [each]);
  }
}

function values(operand: fc.Arbitrary<Operand>): fc.Arbitrary<Operand[]> {
  return fc.array(operand, { minLength: 1, maxLength: 5 });
}

function operandOf(key: FilterKey): fc.Arbitrary<Operand> {
  const choices = choicesOf(key);
  if (choices !== undefined) return fc.constantFrom(...choices);
  switch (kindOf(key)) {
    case 'integer':
      return integer();
    case 'timestamp':
      return fc.oneof(absolute(), relative());
    default:
      return text();
  }
}

function integer(): fc.Arbitrary<number> {
  return fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer(), fc.maxSafeInteger()).map((value) => value + 0 || 0);
}

/** The hostile texts of random tickets, so that filters match, and any text without null bytes. */
function text(): fc.Arbitrary<string> {
  const any = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((each) => !each.includes('\0'));
  return fc.oneof(fc.constantFrom(...HOSTILE_TEXTS, 'Billing', 'a', 'B', 'STRAẞE'), any);
}

function absolute(): fc.Arbitrary<string> {
  const seconds = fc.integer({ min: FIRST, max: LAST });
  return fc.oneof(
    seconds.map(formatWallTime),
    seconds.map((each) => formatWallTime(each).slice(0, 10)),
  );
}

function relative(): fc.Arbitrary<string> {
  const unit = fc.constantFrom(...TIME_UNITS);
  const offset = fc
    .tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 50 }), unit)
    .map((each) => each.join(''));
  return fc
    .tuple(
      fc.option(offset, { nil: '' }),
      fc.option(
        unit.map((each) => `/${each}`),
        { nil: '' },
      ),
    )
    .map(([shift, round]) => `now${shift}${round}`);
}

/** From before now to after it, each rounded or not; rounding keeps their order. */
function relativeRange(): fc.Arbitrary<[string, string]> {
  const bound = (sign: '-' | '+') =>
    fc
      .tuple(fc.integer({ min: 0, max: 50 }), fc.constantFrom(...TIME_UNITS), fc.option(fc.constantFrom(...TIME_UNITS)))
      .map(([amount, unit, round]) => `now${sign}${amount}${unit}${round === null ? '' : `/${round}`}`);
  return fc.tuple(fc.oneof(fc.constant('now'), bound('-')), fc.oneof(fc.constant('now'), bound('+')));
}

/** Two operands in order, so that the range is not refused. */
function range(key: FilterKey): fc.Arbitrary<[Operand, Operand]> {
  switch (kindOf(key)) {
    case 'integer':
      return fc.tuple(integer(), integer()).map(([a, b]) => (a <= b ? [a, b] : [b, a]));
    case 'timestamp':
      return fc.oneof(fc.tuple(absolute(), absolute()).map(inOrder), relativeRange());
    default:
      return fc.tuple(text(), text()).map((pair) => pair.sort(byBytes) as [string, string]);
  }
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** By the start of the first and the end of the second: a date stands for its whole day. */
function inOrder([a, b]: [string, string]): [string, string] {
  return a.slice(0, 10) === b.slice(0, 10) ? [a.slice(0, 10), b.slice(0, 10)] : a < b ? [a, b] : [b, a];
}
