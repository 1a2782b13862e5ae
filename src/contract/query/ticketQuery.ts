import { parseColumn, shorten, stripTablePrefix, UnknownColumnError } from '../columns/columnNames';
import { type ColumnId, isColumnId } from '../columns/columns';
import { badParameter } from '../errors';
import { lowerLevel, PRIVACY_LEVELS, type Principal, type PrivacyLevel, visibleColumns } from '../privacy';
import { isDateOnly, parseWallTime } from '../time/wallTime';
import { formatFilters, isFilterParameter, parseFilters } from './filterCodec';
import type { Filter } from './filters';
import { decodeQueryString, type Parameter } from './queryString';
import { parseSearch } from './search';

/**
 * What a request asks of the tickets. The same validated object feeds preview, charts and files, so they
 * cannot disagree (src/contract/README.md, section 1).
 */
export interface TicketQuery {
  filters: Filter[];
  /** Words that each ticket has in one of the searched columns. */
  search?: string;
  /** At least one; the first decides, the next among equals. */
  order?: readonly Order[];
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
export const QUERY_PARAMETERS = ['search', 'orderByField', 'orderByDirection', 'columns', 'asOf', 'asLevel'] as const;

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
    ...optional('search', parseSearch(plain.get('search'))),
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

/** One column, or several joined by commas; the directions likewise, as many as there are columns. */
function parseOrder(plain: Map<string, string>, visible: readonly ColumnId[]): Order[] | undefined {
  const fieldText = plain.get('orderByField');
  const directionText = plain.get('orderByDirection');
  if (fieldText === undefined) {
    if (directionText === undefined) return undefined;
    throw badParameter('orderByField', 'orderByDirection is given without orderByField', visible);
  }
  const fields = fieldText.split(',').map((text) => parseOrderField(text, visible));
  if (new Set(fields).size !== fields.length)
    throw badParameter('orderByField', 'orderByField names a column twice', 'each column once');
  const directions = directionText?.split(',').map(parseDirection) ?? fields.map(() => 'asc' as const);
  return fields.map((field, index) => {
    const direction = directions[index];
    if (direction !== undefined && directions.length === fields.length) return { field, direction };
    const allowed = `${fields.length} of ${DIRECTIONS_OF_ORDER.join(' and ')}, joined by commas`;
    throw badParameter('orderByDirection', 'orderByDirection does not have one for each orderByField', allowed);
  });
}

function parseDirection(text: string): Direction {
  const direction = DIRECTIONS_OF_ORDER.find((each) => each === text);
  if (direction !== undefined) return direction;
  throw badParameter('orderByDirection', 'orderByDirection is not a direction', DIRECTIONS_OF_ORDER);
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
  const { search, order, columns, asOf, asLevel } = query;
  return [
    ...formatFilters(query.filters),
    ...(search === undefined ? [] : [{ name: 'search', value: search }]),
    ...(order === undefined
      ? []
      : [
          { name: 'orderByField', value: order.map(({ field }) => field).join(',') },
          { name: 'orderByDirection', value: order.map(({ direction }) => direction).join(',') },
        ]),
    ...(columns === undefined ? [] : [{ name: 'columns', value: columns.join(',') }]),
    ...(asOf === undefined ? [] : [{ name: 'asOf', value: asOf }]),
    ...(asLevel === undefined ? [] : [{ name: 'asLevel', value: asLevel }]),
  ];
}
