import { type ColumnId, columnOf, isColumnId } from '../../contract/columns/columns';
import { badParameter } from '../../contract/errors';
import { type Filter, isComputedKey, kindOf, type Operand } from '../../contract/query/filters';
import { reversedError } from '../../contract/query/operands';
import { SLA_STATES } from '../../contract/sla';
import { type BoundInterval, resolveBound } from '../../contract/time/timeBounds';
import { FIRST_YEAR, LAST_YEAR } from '../../contract/time/wallTime';
import { dataCheckCondition, type Moment, slaStateNumber, slaStateSql } from './computedKeys';
import { containsText } from './containsText';
import { baseType, WALL_TIME } from './schema';
import type { SqlParams } from './sqlParams';

/**
 * The WHERE text of filters joined by AND. Columns are written `t.name`, so that an alias in the SELECT can
 * never stand in for one; every value goes through `params`.
 */
export function whereText(filters: readonly Filter[], params: SqlParams, moment: Moment): string {
  const conditions = filters.map((filter, index) => `(${condition(filter, params, moment, `filters[${index}]`)})`);
  return conditions.length === 0 ? '1' : conditions.join(' AND ');
}

function condition(filter: Filter, params: SqlParams, moment: Moment, at: string): string {
  const text = isComputedKey(filter.key)
    ? computedCondition(filter, params, moment)
    : kindOf(filter.key) === 'timestamp'
      ? timeCondition(filter, params, moment, at)
      : valueCondition(filter, params);
  return 'orEmpty' in filter && filter.orEmpty === true ? `(${text}) OR ${column(filter)} IS NULL` : text;
}

/** Identifiers are looked up in the contract's table, never taken from a request. */
function column({ key }: Filter): string {
  if (!isColumnId(key)) throw new Error(`not a column: ${key}`);
  return `t.${key}`;
}

function valueCondition(filter: Filter, params: SqlParams): string {
  const name = column(filter);
  // Bound as the column's own type: comparing an enum as text would cost as much as the rest of the query.
  const type = isColumnId(filter.key) ? boundType(filter.key) : 'String';
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
    case 'contains':
      return containsText(name, String(filter.value), params);
    default:
      return `${name} ${filter.comparator} ${params.bind(filter.value, type)}`;
  }
}

/** Integers of any width are compared as Int64, so that a bound beyond the column's range is no overflow. */
function boundType(id: ColumnId): string {
  return columnOf(id).kind === 'integer' ? 'Int64' : baseType(id);
}

function timeCondition(filter: Filter, params: SqlParams, moment: Moment, at: string): string {
  const name = column(filter);
  const bound = (operand: Operand, part: string) => resolve(operand, moment, `${at}[${part}]`);
  const within = ({ first, last }: BoundInterval) =>
    `${name} BETWEEN ${params.bind(first, WALL_TIME)} AND ${params.bind(last, WALL_TIME)}`;
  const anyOf = (values: readonly Operand[]) =>
    values.map((value) => within(resolve(value, moment, `${at}[values][]`))).join(' OR ');
  switch (filter.comparator) {
    case 'isEmpty':
      return `${name} IS NULL`;
    case 'isNotEmpty':
      return `${name} IS NOT NULL`;
    case 'between': {
      const { first } = bound(filter.from, 'from');
      const { last } = bound(filter.to, 'to');
      if (first > last) throw reversedError(first, last, `${at}[from]`);
      return within({ first, last });
    }
    case 'in':
      return anyOf(filter.values);
    case 'notIn':
      return `NOT (${anyOf(filter.values)})`;
    case '=':
      return within(bound(filter.value, 'value'));
    case '!=':
      return `NOT (${within(bound(filter.value, 'value'))})`;
    case '>=':
    case '<':
      return `${name} ${filter.comparator} ${params.bind(bound(filter.value, 'value').first, WALL_TIME)}`;
    case '>':
    case '<=':
      return `${name} ${filter.comparator} ${params.bind(bound(filter.value, 'value').last, WALL_TIME)}`;
    case 'contains':
      throw new Error('contains does not fit a time');
  }
}

const CALENDAR = `a time in the years ${FIRST_YEAR} to ${LAST_YEAR}`;

function resolve(operand: Operand, moment: Moment, parameter: string): BoundInterval {
  const interval = resolveBound(String(operand), moment.asOf);
  if (interval === null) throw badParameter(parameter, `"${operand}" lies outside the calendar`, CALENDAR);
  return interval;
}

function computedCondition(filter: Filter, params: SqlParams, moment: Moment): string {
  const values = ('values' in filter ? filter.values : 'value' in filter ? [filter.value] : []).map(String);
  const negated = filter.comparator === '!=' || filter.comparator === 'notIn';
  const text =
    filter.key === 'slaState'
      ? stateCondition(values, params, moment)
      : values.map((value) => `(${dataCheckCondition(value, params, moment)})`).join(' OR ');
  return negated ? `NOT (${text})` : text;
}

function stateCondition(values: readonly string[], params: SqlParams, moment: Moment): string {
  const numbers = SLA_STATES.filter((state) => values.includes(state)).map(slaStateNumber);
  return `${slaStateSql(params, moment)} IN ${params.bind(numbers, 'Array(UInt8)')}`;
}
