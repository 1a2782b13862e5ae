import type { Context } from 'hono';
import type { Endpoint } from '../../../contract/endpoints/endpoint';
import type { BodyOf, ParametersOf, PathValues, ResultOf } from '../../../contract/endpoints/exchange';
import type { PrivacyLevel } from '../../../contract/privacy';
import type { SignedInPrincipal } from '../../access/principal';
import type { Backend } from '../../backend';
import type { TicketEngine } from '../../engine/engine';
import type { TicketScope } from '../../tickets/rows';

/** What every handler is given. */
export interface BaseCall {
  backend: Backend;
  /** Within the caller's share of it. */
  engine: TicketEngine;
  /** For cookies, and for the headers of files and streams. */
  context: Context;
  /** Aborted when the client goes away. */
  signal: AbortSignal;
  /** Now, as wall time of the instance: the moment of whatever is not told of another. */
  asOf: string;
}

/** A body that is a file. */
export interface SentBytes {
  stream: AsyncIterable<Uint8Array> | null;
  /** As it was announced; 0 where it was not. */
  bytes: number;
}

/** What the handler of an endpoint is given: everything is read and allowed already. */
export type Call<Name, E extends Endpoint> = BaseCall & {
  path: PathValues<Name>;
  parameters: ParametersOf<E>;
  body: BodyOf<E>;
} & (E extends { readonly access: 'public' }
    ? { /** "Preview as", for whatever the answer tells of the caller's level. */ asLevel: PrivacyLevel | undefined }
    : { /** At the level of this request. */ principal: SignedInPrincipal }) &
  (E extends { readonly readsTickets: true }
    ? { /** What is asked of the tickets, of one moment for all of its numbers. */ scope: TicketScope }
    : unknown) &
  (E extends { readonly takesFile: true } ? { file: SentBytes } : unknown);

/** Answers one endpoint with what it declares, or throws an ApiError. */
export type Handler<Name, E extends Endpoint> = (call: Call<Name, E>) => Promise<ResultOf<E>> | ResultOf<E>;

/** A handler for each endpoint of a table, and no other. */
export type HandlersOf<Table extends Readonly<Record<string, Endpoint>>> = {
  readonly [Name in keyof Table]: Handler<Name, Table[Name]>;
};

export function ok<Body>(body: Body): { status: 200; body: Body } {
  return { status: 200, body };
}

export function created<Body>(body: Body): { status: 201; body: Body } {
  return { status: 201, body };
}

export function accepted<Body>(body: Body): { status: 202; body: Body } {
  return { status: 202, body };
}

export const NO_CONTENT = { status: 204, body: null } as const;
