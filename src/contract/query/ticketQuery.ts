import { parseColumn, shorten, stripTablePrefix, UnknownColumnError } from '../columns/columnNames';
import { type ColumnId, isColumnId } from '../columns/columns';
import { badParameter } from '../errors';
import { lowerLevel, PRIVACY_LEVELS, type Principal, type PrivacyLevel, visibleColumns } from '../privacy';
import { isDateOnly, parseWallTime } from '../time/wallTime';
import { formatFilters, isFilterParameter, parseFilters } from './filterCodec';
import type { Filter } from './filters';
import { decodeQueryString, type Parameter } from './queryString';

/**
 * What a request asks of the tickets. The same validated object feeds preview, charts and files, so they
 * cannot disagree (src/contract/README.md, section 1).
 */
export interface TicketQuery {
  filters: Filter[];
  order?: Order;
  /** Chosen columns in the chosen order; without it all stored ones that are visible. */
  columns?: ColumnId[];
  /** Wall time that stands for "now"; without it the moment of the request. */
  asOf?: string;
  /** "Preview as": lowers the privacy level of this request. */
  asLevel?: PrivacyLevel;
}

export interface Order {
  field: ColumnId;
  direction: Direction;
}

export const DIRECTIONS_OF_ORDER = ['asc', 'desc'] as const;
export type Direction = (typeof DIRECTIONS_OF_ORDER)[number];

/** Names that every ticket-reading endpoint accepts besides filters[...]. */
export const QUERY_PARAMETERS = ['orderByField', 'orderByDirection', 'columns', 'asOf', 'asLevel'] as const;

interface ParsedRequest {
  query: TicketQuery;
  /** The columns that exist for this request, after `asLevel`. */
  visible: readonly ColumnId[];
  /** Every plain parameter that was sent, the endpoint's own among them, still as text. */
  extra: ReadonlyMap<string, string>;
}

/**
 * Reads the query string of an endpoint that accepts the query's parameters and `extraNames`.
 * @throws ApiError: 400 for whatever is not understood, 403 for a column that the viewer may not see.
 */
export function parseTicketRequest(search: string, principal: Principal, extraNames: readonly string[]): ParsedRequest {
  const parameters = decodeQueryString(search);
  const filterParameters = parameters.filter(({ name }) => isFilterParameter(name));
  const plain = readPlain(
    parameters.filter(({ name }) => !isFilterParameter(name)),
    ['filters[N][...]', ...QUERY_PARAMETERS, ...extraNames],
  );
  const asLevel = parseLevel(plain.get('asLevel'));
  const visible = visibleColumns(lowered(principal, asLevel));
  const query: TicketQuery = {
    filters: parseFilters(filterParameters, visible),
    ...optional('order', parseOrder(plain, visible)),
    ...optional('columns', parseColumns(plain.get('columns'), visible)),
    ...optional('asOf', parseAsOf(plain.get('asOf'))),
    ...optional('asLevel', asLevel),
  };
  return { query, visible, extra: plain };
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: V });
}

/** Plain parameters by name. @throws ApiError for one that is not allowed, or given twice. */
export function readPlain(parameters: readonly Parameter[], allowed: readonly string[]): Map<string, string> {
  const plain = new Map<string, string>();
  for (const { name, value } of parameters) {
    if (!allowed.includes(name)) {
      throw badParameter(shorten(name), `Unknown parameter "${shorten(name)}"`, allowed);
    }
    if (plain.has(name)) throw badParameter(name, `${name} is given twice`, `${name} once`);
    plain.set(name, value);
  }
  return plain;
}

/** @throws ApiError that names asLevel and the levels. */
export function parseLevel(text: string | undefined): PrivacyLevel | undefined {
  if (text === undefined) return undefined;
  const level = PRIVACY_LEVELS.find((each) => each === text);
  if (level === undefined) throw badParameter('asLevel', 'asLevel is not a privacy level', PRIVACY_LEVELS);
  return level;
}

/** A principal at another level, if that is lower than their own: `asLevel` never raises. */
export function lowered<P extends Principal>(principal: P, asLevel: PrivacyLevel | undefined): P {
  return asLevel === undefined ? principal : { ...principal, level: lowerLevel(principal.level, asLevel) };
}

function parseOrder(plain: Map<string, string>, visible: readonly ColumnId[]): Order | undefined {
  const field = plain.get('orderByField');
  const directionText = plain.get('orderByDirection');
  if (field === undefined) {
    if (directionText === undefined) return undefined;
    throw badParameter('orderByField', 'orderByDirection is given without orderByField', visible);
  }
  const direction = DIRECTIONS_OF_ORDER.find((each) => each === (directionText ?? 'asc'));
  if (direction === undefined)
    throw badParameter('orderByDirection', 'orderByDirection is not a direction', DIRECTIONS_OF_ORDER);
  return { field: parseOrderField(field, visible), direction };
}

function parseOrderField(text: string, visible: readonly ColumnId[]): ColumnId {
  const name = stripTablePrefix(text);
  if (isColumnId(name)) return parseColumn(text, 'orderByField', visible);
  throw new UnknownColumnError(name, 'orderByField', visible, 'is nothing to order by');
}

function parseColumns(text: string | undefined, visible: readonly ColumnId[]): ColumnId[] | undefined {
  if (text === undefined) return undefined;
  const columns = text.split(',').map((name) => parseColumn(name, 'columns', visible));
  if (new Set(columns).size !== columns.length)
    throw badParameter('columns', 'columns names a column twice', 'each column once');
  return columns;
}

/** A date-only as-of is refused: start or end of that day would be a guess. */
function parseAsOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (isDateOnly(text) || parseWallTime(text) === null) {
    throw badParameter('asOf', 'asOf is not a time', 'YYYY-MM-DD HH:mm:ss, wall time of the instance');
  }
  return text;
}

/** The canonical parameters of a query: fixed order, defaults left out; parsing them gives the query back. */
export function formatTicketQuery(query: TicketQuery): Parameter[] {
  const { order, columns, asOf, asLevel } = query;
  return [
    ...formatFilters(query.filters),
    ...(order === undefined
      ? []
      : [
          { name: 'orderByField', value: order.field },
          { name: 'orderByDirection', value: order.direction },
        ]),
    ...(columns === undefined ? [] : [{ name: 'columns', value: columns.join(',') }]),
    ...(asOf === undefined ? [] : [{ name: 'asOf', value: asOf }]),
    ...(asLevel === undefined ? [] : [{ name: 'asLevel', value: asLevel }]),
  ];
}
