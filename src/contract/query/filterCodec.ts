import { parseColumn, shorten, stripTablePrefix, UnknownColumnError } from '../columns/columnNames';
import { type ColumnId, isColumnId } from '../columns/columns';
import { badParameter } from '../errors';
import {
  COMPARATORS,
  COMPARATORS_OF,
  type Comparator,
  type Filter,
  type FilterKey,
  filterKeys,
  isComputedKey,
  kindOf,
  MAX_FILTERS,
  MAX_VALUES,
  OPERANDS_OF,
  operandsOf,
} from './filters';
import { parseOperand, refuseReversed } from './operands';
import type { Parameter } from './queryString';

/** `filters[N][...]` of the query string <-> Filter. What is not understood is an error, never dropped. */

const NAME = /^filters\[(0|[1-9]\d{0,3})\]\[(key|comparator|value|from|to|orEmpty|values)\](\[\])?$/;
const NAME_ALLOWED =
  'filters[N][key], filters[N][comparator], filters[N][value], filters[N][from], filters[N][to], filters[N][values][], filters[N][orEmpty]';

type Part = 'key' | 'comparator' | 'value' | 'from' | 'to' | 'orEmpty';
type RawFilter = Partial<Record<Part, string>> & { values?: string[] };

export function isFilterParameter(name: string): boolean {
  return name.startsWith('filters');
}

/**
 * @param visible the columns that exist for the caller; naming any other known column is 403.
 * @throws ApiError that names the parameter and what is allowed.
 */
export function parseFilters(parameters: readonly Parameter[], visible: readonly ColumnId[]): Filter[] {
  const raw = new Map<number, RawFilter>();
  for (const parameter of parameters) collect(raw, parameter);
  const count = raw.size;
  if (count > MAX_FILTERS)
    throw badParameter('filters', `${count} filters are too many`, `at most ${MAX_FILTERS} filters`);
  const filters = Array.from({ length: count }, (_, index) => {
    const entry = raw.get(index);
    if (entry === undefined) {
      throw badParameter(`filters[${index}]`, `filters[${index}] is missing`, 'indexes 0, 1, 2, ... without a gap');
    }
    return parseFilter(entry, `filters[${index}]`, visible);
  });
  const values = filters.reduce((sum, filter) => sum + operandsOf(filter).length, 0);
  if (values > MAX_VALUES) {
    throw badParameter(
      'filters',
      `${values} filter values are too many`,
      `at most ${MAX_VALUES} values in all filters`,
    );
  }
  return filters;
}

function collect(raw: Map<number, RawFilter>, { name, value }: Parameter): void {
  const match = NAME.exec(name);
  const part = match?.[2];
  if (match === null || part === undefined || (part === 'values') !== (match[3] === '[]')) {
    throw badParameter(shorten(name), `${shorten(name)} is not a filter parameter`, NAME_ALLOWED);
  }
  const index = Number(match[1]);
  const entry = raw.get(index) ?? {};
  raw.set(index, entry);
  if (part === 'values') {
    entry.values = [...(entry.values ?? []), value];
    return;
  }
  if (entry[part as Part] !== undefined) {
    throw badParameter(name, `${name} is given twice`, 'each parameter of a filter once');
  }
  entry[part as Part] = value;
}

function parseFilter(raw: RawFilter, at: string, visible: readonly ColumnId[]): Filter {
  const key = parseKey(raw.key, `${at}[key]`, visible);
  const comparator = parseComparator(raw.comparator, key, `${at}[comparator]`);
  refuseExtraOperands(raw, comparator, at);
  const orEmpty = parseOrEmpty(raw.orEmpty, key, comparator, `${at}[orEmpty]`);
  const operand = (text: string | undefined, name: string) => parseOperand(text, key, comparator, name);
  switch (comparator) {
    case 'isEmpty':
    case 'isNotEmpty':
      return { key, comparator };
    case 'between': {
      const filter = { key, comparator, from: operand(raw.from, `${at}[from]`), to: operand(raw.to, `${at}[to]`) };
      refuseReversed(key, filter.from, filter.to, `${at}[from]`);
      return filter;
    }
    case 'in':
    case 'notIn': {
      const name = `${at}[values][]`;
      if (raw.values === undefined) throw badParameter(name, `${name} is missing`, 'at least one value');
      const values = raw.values.map((text) => operand(text, name));
      return comparator === 'in' ? { key, comparator, values } : { key, comparator, values, ...orEmpty };
    }
    case '!=':
      return { key, comparator, value: operand(raw.value, `${at}[value]`), ...orEmpty };
    default:
      return { key, comparator, value: operand(raw.value, `${at}[value]`) };
  }
}

function parseKey(text: string | undefined, parameter: string, visible: readonly ColumnId[]): FilterKey {
  if (text === undefined) throw badParameter(parameter, `${parameter} is missing`, filterKeys(visible));
  const name = stripTablePrefix(text);
  if (isComputedKey(name)) return name;
  if (isColumnId(name)) return parseColumn(name, parameter, visible);
  throw new UnknownColumnError(name, parameter, filterKeys(visible));
}

function parseComparator(text: string | undefined, key: FilterKey, parameter: string): Comparator {
  const allowed: readonly Comparator[] = COMPARATORS_OF[kindOf(key)];
  if (text === undefined) throw badParameter(parameter, `${parameter} is missing`, allowed);
  const comparator = COMPARATORS.find((each) => each === text);
  if (comparator === undefined) throw badParameter(parameter, `"${shorten(text)}" is not a comparator`, allowed);
  if (!allowed.includes(comparator)) {
    throw badParameter(parameter, `"${comparator}" does not fit ${key} (${kindOf(key)})`, allowed);
  }
  return comparator;
}

const OPERAND_PARTS = { value: ['value'], range: ['from', 'to'], values: ['values'], none: [] } as const;

function refuseExtraOperands(raw: RawFilter, comparator: Comparator, at: string): void {
  const wanted: readonly string[] = OPERAND_PARTS[OPERANDS_OF[comparator]];
  for (const part of ['value', 'from', 'to', 'values'] as const) {
    if (raw[part] === undefined || wanted.includes(part)) continue;
    const name = `${at}[${part}]${part === 'values' ? '[]' : ''}`;
    const allowed =
      wanted.length === 0 ? 'no operand' : wanted.map((each) => `${at}[${each}]${each === 'values' ? '[]' : ''}`);
    throw badParameter(name, `"${comparator}" does not take ${part}`, allowed);
  }
}

function parseOrEmpty(
  text: string | undefined,
  key: FilterKey,
  comparator: Comparator,
  parameter: string,
): { orEmpty?: true } {
  if (text === undefined) return {};
  if (comparator !== '!=' && comparator !== 'notIn') {
    throw badParameter(parameter, `orEmpty does not go with "${comparator}"`, 'orEmpty only with != and notIn');
  }
  if (isComputedKey(key)) throw badParameter(parameter, `${key} is never empty`, `no orEmpty with ${key}`);
  if (text !== '1') throw badParameter(parameter, `${parameter} is "${shorten(text)}"`, ['1']);
  return { orEmpty: true };
}

/** The parameters of filters, in canonical order; parseFilters of them gives the same filters. */
export function formatFilters(filters: readonly Filter[]): Parameter[] {
  return filters.flatMap((filter, index) => {
    const at = `filters[${index}]`;
    const parameters: Parameter[] = [
      { name: `${at}[key]`, value: filter.key },
      { name: `${at}[comparator]`, value: filter.comparator },
    ];
    if ('value' in filter) parameters.push({ name: `${at}[value]`, value: String(filter.value) });
    if ('from' in filter) {
      parameters.push(
        { name: `${at}[from]`, value: String(filter.from) },
        { name: `${at}[to]`, value: String(filter.to) },
      );
    }
    if ('values' in filter) {
      for (const value of filter.values) parameters.push({ name: `${at}[values][]`, value: String(value) });
    }
    if ('orEmpty' in filter && filter.orEmpty === true) parameters.push({ name: `${at}[orEmpty]`, value: '1' });
    return parameters;
  });
}
