import { type ColumnId, columnOf, isColumnId, isStoredColumn } from '../../contract/columns/columns';
import { badParameter } from '../../contract/errors';
import {
  type EnumFilter,
  type Filter,
  type IntegerFilter,
  isFilterOf,
  keepsEmpty,
  type StateFilter,
  type TextFilter,
  type TimestampFilter,
} from '../../contract/query/filters';
import { reversedError } from '../../contract/query/operands';
import { SEARCHED_COLUMNS, searchWords } from '../../contract/query/search';
import type { TicketQuery } from '../../contract/query/ticketQuery';
import { SLA_STATES } from '../../contract/sla';
import { resolveSeconds, type SecondsInterval } from '../../contract/time/timeBounds';
import { FIRST_YEAR, formatWallTime, LAST_YEAR, type WallSeconds } from '../../contract/time/wallTime';
import { type AsOf, closedLater, isHiddenBefore } from './asOf';
import { columnSql } from './columnSql';
import { slaStateNumber, slaStateNumberSql, weekdayCondition } from './computedColumns';
import { containsText } from './containsText';
import { dataCheckCondition } from './dataCheck';
import { baseType } from './schema/ticketTable';
import { tagsOf } from './singleTags';
import type { SqlParams } from './sqlParams';
import { WALL_TIME } from './sqlTime';
import { withinAny } from './timeIntervals';

/** Which tickets a query is of. */
export interface Selection {
  query: Pick<TicketQuery, 'filters' | 'search'>;
  /** The columns that exist for the caller. */
  visible: readonly ColumnId[];
  asOf: AsOf;
}

/** The WHERE text of a query's filters and searched words, joined by AND; every value goes through `params`. */
export function whereText({ query, visible, asOf }: Selection, params: SqlParams): string {
  const conditions = [
    ...query.filters.map((filter, index) => condition(filter, params, asOf, `filters[${index}]`)),
    ...searchWords(query.search ?? '').map((word) => searchCondition(word, visible, params, asOf)),
  ];
  return conditions.length === 0 ? '1' : conditions.map((text) => `(${text})`).join(' AND ');
}

/** Whether a word stands in any of the searched columns that exist for the caller. */
function searchCondition(word: string, visible: readonly ColumnId[], params: SqlParams, asOf: AsOf): string {
  const columns = SEARCHED_COLUMNS.filter((id) => visible.includes(id));
  const found = columns.map((id) => `ifNull(${containsText(columnSql(id, params, asOf), word, params)}, 0)`);
  return found.length === 0 ? '0' : found.join(' OR ');
}

function condition(filter: Filter, params: SqlParams, asOf: AsOf, at: string): string {
  if (isFilterOf(filter, 'computed')) return stateCondition(filter, params, asOf);
  const name = columnSql(filter.key, params, asOf);
  const text = isFilterOf(filter, 'timestamp')
    ? timeCondition(name, filter, params, asOf, at)
    : valueCondition(name, filter, params);
  const whole = keepsEmpty(filter) && canBeEmpty(filter.key) ? `(${text}) OR ${name} IS NULL` : text;
  return isHiddenBefore(filter.key, asOf) ? whereHidden(filter, whole, closedLater(params, asOf)) : whole;
}

function canBeEmpty(key: Filter['key']): boolean {
  return !isColumnId(key) || columnOf(key).required !== true;
}

/** With what is hidden read as empty. Beside the condition, not around the column: an index on it serves all the same. */
function whereHidden(filter: Filter, text: string, hidden: string): string {
  const matchesEmpty = filter.comparator === 'isEmpty' || keepsEmpty(filter);
  return matchesEmpty ? `(${text}) OR ${hidden}` : `(${text}) AND NOT ${hidden}`;
}

function valueCondition(name: string, filter: IntegerFilter | TextFilter | EnumFilter, params: SqlParams): string {
  // Bound as the column's own type: comparing an enum as text would cost as much as the rest of the query.
  const type = isFilterOf(filter, 'integer') ? INTEGER : typeOf(filter.key);
  switch (filter.comparator) {
    case 'isEmpty':
      return `${name} IS NULL`;
    case 'isNotEmpty':
      return `${name} IS NOT NULL`;
    case 'between':
      return `${name} BETWEEN ${params.bind(filter.from, type)} AND ${params.bind(filter.to, type)}`;
    case 'in':
      return `${name} IS NOT NULL AND ${name} IN ${params.bind(filter.values, `Array(${type})`)}`;
    case 'notIn':
      // Without the check a null would count as "not in".
      return `${name} IS NOT NULL AND ${name} NOT IN ${params.bind(filter.values, `Array(${type})`)}`;
    case 'includes':
      return `hasAny(${tagsOf(name)}, ${params.bind(filter.values, `Array(${type})`)})`;
    case 'contains':
      return containsText(name, filter.value, params);
    case '=':
    case '!=':
    case '>':
    case '<':
    case '>=':
    case '<=':
      return `${name} ${filter.comparator} ${params.bind(filter.value, type)}`;
  }
}

/** Of a column that is no number. */
function typeOf(key: (TextFilter | EnumFilter)['key']): string {
  return isStoredColumn(key) ? baseType(key) : 'String';
}

/** Integers of any width, so that a bound beyond the column's range is no overflow. */
const INTEGER = 'Int64';

function timeCondition(name: string, filter: TimestampFilter, params: SqlParams, asOf: AsOf, at: string): string {
  const bound = (text: string, part: string) => resolve(text, asOf, `${at}[${part}]`);
  const bind = (seconds: WallSeconds) => params.bind(formatWallTime(seconds), WALL_TIME);
  const anyOf = (values: readonly string[]) => {
    const intervals = values.map((value) => resolve(value, asOf, `${at}[values][]`));
    return withinAny(name, intervals, params);
  };
  switch (filter.comparator) {
    case 'isEmpty':
      return `${name} IS NULL`;
    case 'isNotEmpty':
      return `${name} IS NOT NULL`;
    case 'between': {
      const { first } = bound(filter.from, 'from');
      const { last } = bound(filter.to, 'to');
      if (first > last) throw reversedError(formatWallTime(first), formatWallTime(last), `${at}[from]`);
      return withinAny(name, [{ first, last }], params);
    }
    case 'in':
      return `${name} IS NOT NULL AND (${anyOf(filter.values)})`;
    case 'notIn':
      return `${name} IS NOT NULL AND NOT (${anyOf(filter.values)})`;
    case '=':
      return withinAny(name, [bound(filter.value, 'value')], params);
    case '!=':
      return `NOT (${withinAny(name, [bound(filter.value, 'value')], params)})`;
    case '>=':
    case '<':
      return `${name} ${filter.comparator} ${bind(bound(filter.value, 'value').first)}`;
    case '>':
    case '<=':
      return `${name} ${filter.comparator} ${bind(bound(filter.value, 'value').last)}`;
  }
}

const CALENDAR = `a time in the years ${FIRST_YEAR} to ${LAST_YEAR}`;

function resolve(bound: string, { time }: AsOf, parameter: string): SecondsInterval {
  const interval = resolveSeconds(bound, time);
  if (interval === null) throw badParameter(parameter, `"${bound}" lies outside the calendar`, CALENDAR);
  return interval;
}

function stateCondition(filter: StateFilter, params: SqlParams, asOf: AsOf): string {
  const values = 'values' in filter ? filter.values : [filter.value];
  const text = stateText(filter.key, values, params, asOf);
  return filter.comparator === '!=' || filter.comparator === 'notIn' ? `NOT (${text})` : text;
}

function stateText(key: StateFilter['key'], values: readonly string[], params: SqlParams, asOf: AsOf): string {
  switch (key) {
    case 'slaState':
      return slaStateCondition(values, params, asOf);
    case 'createdWeekday':
      return weekdayCondition(values, params);
    case 'dataCheck':
      return values.map((value) => `(${dataCheckCondition(value, params, asOf)})`).join(' OR ');
  }
}

function slaStateCondition(values: readonly string[], params: SqlParams, asOf: AsOf): string {
  const numbers = SLA_STATES.filter((state) => values.includes(state)).map(slaStateNumber);
  return `${slaStateNumberSql(params, asOf)} IN ${params.bind(numbers, 'Array(UInt8)')}`;
}
