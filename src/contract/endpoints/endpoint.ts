import type { z } from 'zod';
import type { ERROR_STATUS, ErrorCode } from '../errors';
import type { Permission } from '../privacy';
import type { ParameterTable } from '../query/parameters';
import type { ErrorResponse, SuccessResponse } from './response';

/** Every endpoint lies below it. */
export const API_BASE = '/api/mind';

/**
 * Of an answer: a key of the user whose session was asked. Of a request: the same key sent back, so that a tab which was
 * opened as one user is refused (412) once the browser's session is another's.
 */
export const USER_HEADER = 'X-User';
/** Of an answer to a session: seconds after which it ends unless it is used. */
export const ENDS_HEADER = 'X-Session-Ends-In';

export const METHODS = ['GET', 'POST', 'PATCH', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];

/** How an endpoint is named: its method and its path below API_BASE, with `{id}` for what a request fills in. */
export type EndpointName = `${Method} /${string}`;

type SuccessStatus = 200 | 201 | 202 | 204;
type ErrorStatus = (typeof ERROR_STATUS)[ErrorCode];

/** What one endpoint takes and answers. Handlers, the page's client and the OpenAPI document are made from it. */
export interface Endpoint {
  /** `public`: for anybody. Else every permission that is needed, if any. */
  readonly access: 'public' | readonly Permission[];
  /** A GET that changes something: like other changes it is refused to pages of other sites, when a session asks. */
  readonly changesState?: true;
  /** It accepts filters and the ticket query's other parameters, and answers of one moment. */
  readonly readsTickets?: true;
  /** As those that read tickets: one caller may only have so many of them under way. */
  readonly takesLong?: true;
  /** Public, and asks the store: of one address only so many are under way. */
  readonly inLineByAddress?: true;
  /** Tells in X-As-Of of what moment the answer is; those that read tickets always do. */
  readonly asOf?: true;
  /** Its own query parameters; every endpoint accepts `asLevel` too. */
  readonly parameters?: ParameterTable;
  /** A JSON body. */
  readonly body?: z.ZodType;
  /** Where the body may be smaller or larger than usual. */
  readonly maxBodyBytes?: number;
  /** The body is a file, as it is. */
  readonly takesFile?: true;
  /**
   * A browser's form, or a mail program's (RFC 8058), from wherever it is sent: what it says is in the query already, which
   * proves by itself that it may, and is not read.
   */
  readonly takesForm?: true;
  /** Those that endpoints of its kind always give (400, 401, ...) are not repeated. */
  readonly responses: Readonly<
    { [Status in SuccessStatus]?: SuccessResponse } & { [Status in ErrorStatus]?: ErrorResponse }
  >;
}

/** Endpoints of one subject. As keys of one object, none is written twice. */
export type EndpointTable = Readonly<Record<EndpointName, Endpoint>>;

type KeysOfEach<T> = T extends unknown ? keyof T : never;

/** Names that stand in more than one of the tables. */
type Twice<Tables extends readonly unknown[]> = Tables extends readonly [infer First, ...infer Rest]
  ? (keyof First & KeysOfEach<Rest[number]>) | Twice<Rest>
  : never;

type Joined<Tables extends readonly unknown[]> = Tables extends readonly [infer First, ...infer Rest]
  ? First & Joined<Rest>
  : unknown;

/** One table of several; a name that stands in two of them is a type error. */
export function joinTables<const Tables extends readonly object[]>(
  ...tables: Twice<Tables> extends never ? Tables : { declaredTwice: Twice<Tables> }[]
): { [Name in keyof Joined<Tables>]: Joined<Tables>[Name] };
export function joinTables(...tables: object[]): object {
  return Object.fromEntries(tables.flatMap((table) => Object.entries(table)));
}
