import { columnOf, isColumnId } from '../../contract/columns/columns';
import { type Filter, type FilterKey, kindOf, operandsOf } from '../../contract/query/filters';
import { encodeQueryString, type Parameter } from '../../contract/query/queryString';
import { SEARCHED_COLUMNS } from '../../contract/query/search';
import { formatTicketQuery, type TicketQuery } from '../../contract/query/ticketQuery';

/** What was asked of the tickets, as the audit keeps it. */
export interface AuditedQuery {
  /**
   * Canonical, with `[count]` in place of the values of text columns and of those that a level can hide, and of lists
   * where they are long.
   */
  query: string;
  /** Of the file or the page. */
  columns: readonly string[];
  /** By which tickets are chosen or ordered. */
  chosenBy: readonly string[];
}

/** The parameters of endpoints whose values are words of the API, numbers and names of columns, and no text. */
const PLAIN_PARAMETERS: readonly string[] = [
  ...['orderByField', 'orderByDirection', 'columns', 'asOf', 'asLevel'],
  ...['format', 'limit', 'offset', 'csvSafe', 'csvDialect', 'groupBy', 'bucket', 'clock', 'column'],
];

/** More values than this in all are a list that nobody reads, of up to 40 kB. */
const MOST_VALUES = 100;

const OPERAND = /^filters\[(\d+)\]\[(?:value|from|to|values)\]/;

/**
 * @param columns of the file or the page.
 * @param own the endpoint's own parameters, as they were read.
 */
export function auditedQuery(
  query: TicketQuery,
  columns: readonly string[],
  own: Readonly<Record<string, unknown>> = {},
): AuditedQuery {
  const searched = query.search === undefined ? [] : SEARCHED_COLUMNS;
  const order = (query.order ?? []).map(({ field }) => field);
  const keys = [...query.filters.map(({ key }) => key), ...searched, ...order];
  return {
    query: encodeQueryString([...queryParameters(query), ...ownParameters(own)]),
    columns,
    chosenBy: [...new Set(keys)],
  };
}

function queryParameters(query: TicketQuery): Parameter[] {
  const counted = new Set<number>();
  const isLong = query.filters.reduce((sum, filter) => sum + operandsOf(filter).length, 0) > MOST_VALUES;
  return formatTicketQuery(query).flatMap((parameter) => {
    const index = Number(OPERAND.exec(parameter.name)?.[1] ?? -1);
    const filter = query.filters[index];
    if (filter === undefined) return isStructure(parameter.name) ? [parameter] : [countOf(parameter.name, 1)];
    const isShown = !isSecret(filter) && !(isLong && isList(filter));
    if (isShown) return [parameter];
    if (counted.has(index)) return [];
    counted.add(index);
    return [countOf(`filters[${index}]`, operandsOf(filter).length)];
  });
}

/** A range has two. */
function isList(filter: Filter): boolean {
  return operandsOf(filter).length > 2;
}

/** What a parameter that is not known here holds is taken for text. */
function isStructure(name: string): boolean {
  return name.startsWith('filters[') || PLAIN_PARAMETERS.includes(name);
}

/** Whether a filter's values can be a ticket's text, or belong to a column that a level can hide. */
function isSecret({ key }: Filter): boolean {
  return kindOf(key) === 'text' || isSensitive(key);
}

function isSensitive(key: FilterKey): boolean {
  return isColumnId(key) && columnOf(key).sensitive === true;
}

function ownParameters(own: Readonly<Record<string, unknown>>): Parameter[] {
  return Object.entries(own).flatMap(([name, value]) => {
    if (value === undefined || value === '') return [];
    return [PLAIN_PARAMETERS.includes(name) ? { name, value: String(value) } : countOf(name, 1)];
  });
}

function countOf(name: string, count: number): Parameter {
  return { name: `${name}[count]`, value: String(count) };
}
