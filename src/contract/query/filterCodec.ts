import { parseColumn, shorten, stripTablePrefix, UnknownColumnError } from '../columns/columnNames';
import { type ColumnId, isColumnId } from '../columns/columns';
import { type ApiError, badParameter } from '../errors';
import { COMPARATORS, type Comparator, goesWithOrEmpty, OPERANDS_OF } from './comparators';
import {
  comparatorsOf,
  type Filter,
  type FilterKey,
  type FilterSize,
  filterKeys,
  filterLimitError,
  isFilterKey,
  keepsEmpty,
  kindOf,
  type Operand,
  type OrEmpty,
  sizeOf,
} from './filters';
import { buildFilter, type OperandSource } from './makeFilter';
import { parseInteger, parseText, refuseReversed, requireOperand } from './operands';
import type { Parameter } from './queryString';

/** `filters[N][...]` of the query string <-> Filter. What is not understood is an error, never dropped. */

const NAME = /^filters\[(0|[1-9]\d{0,3})\]\[(key|comparator|value|from|to|orEmpty|values)\](\[\])?$/;
const NAME_ALLOWED =
  'filters[N][key], filters[N][comparator], filters[N][value], filters[N][from], filters[N][to], filters[N][values][], filters[N][orEmpty]';

const PARTS = ['key', 'comparator', 'value', 'from', 'to', 'orEmpty'] as const;
type RawFilter = Partial<Record<(typeof PARTS)[number], string>> & { values?: string[] };

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
  // Nothing of what is too much is read.
  refuseTooMany({ filters: raw.size, values: 0 });
  const filters = Array.from({ length: raw.size }, (_, index) => {
    const entry = raw.get(index);
    if (entry === undefined) {
      throw badParameter(`filters[${index}]`, `filters[${index}] is missing`, 'indexes 0, 1, 2, ... without a gap');
    }
    return parseFilter(entry, `filters[${index}]`, visible);
  });
  refuseTooMany(sizeOf(filters));
  return filters;
}

function refuseTooMany(size: FilterSize): void {
  const error = filterLimitError(size);
  if (error !== undefined) throw badParameter('filters', error.message, error.allowed);
}

function collect(raw: Map<number, RawFilter>, { name, value }: Parameter): void {
  const match = NAME.exec(name);
  const part = match?.[2];
  if (match === null || (part === 'values') !== (match[3] === '[]')) {
    throw badParameter(shorten(name), `${shorten(name)} is not a filter parameter`, NAME_ALLOWED);
  }
  const index = Number(match[1]);
  const entry = raw.get(index) ?? {};
  raw.set(index, entry);
  if (part === 'values') {
    entry.values ??= [];
    entry.values.push(value);
    return;
  }
  const single = PARTS.find((each) => each === part);
  if (single === undefined) return;
  if (entry[single] !== undefined) {
    throw badParameter(name, `${name} is given twice`, 'each parameter of a filter once');
  }
  entry[single] = value;
}

function parseFilter(raw: RawFilter, at: string, visible: readonly ColumnId[]): Filter {
  const key = parseKey(raw.key, `${at}[key]`, visible);
  const comparator = parseComparator(raw.comparator, key, `${at}[comparator]`);
  refuseExtraOperands(raw, comparator, at);
  const orEmpty = parseOrEmpty(raw.orEmpty, key, comparator, `${at}[orEmpty]`);
  const operands = <V extends Operand>(
    parse: (text: string, key: FilterKey, parameter: string) => V,
  ): OperandSource<V> => {
    const read = (text: string | undefined, parameter: string) =>
      parse(requireOperand(text, comparator, parameter), key, parameter);
    return {
      one: (part) => read(raw[part], `${at}[${part}]`),
      list: () => requireValues(raw, at).map((text) => read(text, `${at}[values][]`)),
    };
  };
  const sources = { numbers: operands(parseInteger), texts: operands(parseText) };
  const filter = buildFilter(key, comparator, sources, orEmpty);
  if (filter === undefined) throw misfit(key, comparator, `${at}[comparator]`);
  refuseReversed(filter, `${at}[from]`);
  return filter;
}

function requireValues({ values }: RawFilter, at: string): readonly string[] {
  const name = `${at}[values][]`;
  if (values === undefined) throw badParameter(name, `${name} is missing`, 'at least one value');
  return values;
}

function parseKey(text: string | undefined, parameter: string, visible: readonly ColumnId[]): FilterKey {
  if (text === undefined) throw badParameter(parameter, `${parameter} is missing`, filterKeys(visible));
  const name = stripTablePrefix(text);
  if (isColumnId(name)) return parseColumn(name, parameter, visible);
  if (isFilterKey(name)) return name;
  throw new UnknownColumnError(name, parameter, filterKeys(visible));
}

function parseComparator(text: string | undefined, key: FilterKey, parameter: string): Comparator {
  const allowed = comparatorsOf(key);
  if (text === undefined) throw badParameter(parameter, `${parameter} is missing`, allowed);
  const comparator = COMPARATORS.find((each) => each === text);
  if (comparator === undefined) throw badParameter(parameter, `"${shorten(text)}" is not a comparator`, allowed);
  if (!allowed.includes(comparator)) throw misfit(key, comparator, parameter);
  return comparator;
}

function misfit(key: FilterKey, comparator: Comparator, parameter: string): ApiError {
  return badParameter(parameter, `"${comparator}" does not fit ${key} (${kindOf(key)})`, comparatorsOf(key));
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

function parseOrEmpty(text: string | undefined, key: FilterKey, comparator: Comparator, parameter: string): OrEmpty {
  if (text === undefined) return {};
  if (!goesWithOrEmpty(comparator)) {
    throw badParameter(parameter, `orEmpty does not go with "${comparator}"`, 'orEmpty only with != and notIn');
  }
  if (kindOf(key) === 'computed') throw badParameter(parameter, `${key} is never empty`, `no orEmpty with ${key}`);
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
    if (keepsEmpty(filter)) parameters.push({ name: `${at}[orEmpty]`, value: '1' });
    return parameters;
  });
}
