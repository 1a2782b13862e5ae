import type { Context } from 'hono';
import type { z } from 'zod';
import { ApiError } from '../../contract/errors';
import type { Permission, Principal, PrivacyLevel } from '../../contract/privacy';
import type { ParameterSchema } from '../../contract/query/parameters';
import { decodeQueryString } from '../../contract/query/queryString';
import { lowered, parseLevel, readPlain, type TicketQuery } from '../../contract/query/ticketQuery';
import { wallTimeIn } from '../../contract/time/wallTime';
import { type Caller, principalOf, requirePermissions } from '../access/caller';
import { authenticate } from '../access/session';
import type { Backend } from '../backend';
import type { TicketScope } from '../tickets/rows';
import { expandLink } from '../views/readLink';
import { refuseBody } from './noBody';

/** What every route is given; `caller` is there unless the route is public. */
export interface Call {
  context: Context;
  backend: Backend;
  /** The query string as it was sent. */
  search: string;
  /** Aborted when the client goes away. */
  signal: AbortSignal;
}

export interface PublicCall extends Call {
  /** "Preview as", for whatever the answer tells of the caller's level. */
  asLevel: PrivacyLevel | undefined;
}

export interface SignedInCall extends Call {
  caller: Caller;
  principal: Principal;
}

interface RouteDoc {
  method: 'get' | 'post' | 'patch' | 'delete';
  /** Below /api/mind, with `{id}` for path parameters. */
  path: string;
  summary: string;
  /** The endpoint reads tickets: it accepts filters and the query's other parameters. */
  readsTickets?: true;
  parameters?: Record<string, ParameterSchema<unknown>>;
  body?: z.ZodType;
  /** The body is a file, as it is. */
  takesFile?: true;
  answers: Record<number, AnswerDoc>;
}

export interface AnswerDoc {
  description: string;
  schema?: z.ZodType;
  /** Content types; JSON alone where there is a schema. */
  types?: readonly string[];
  /** It tells in X-As-Of what moment it is of; those that read tickets always do. */
  asOf?: true;
}

export interface PublicRoute extends RouteDoc {
  access: 'public';
  handle(call: PublicCall): Promise<Response> | Response;
}

export interface SignedInRoute extends RouteDoc {
  access: readonly Permission[];
  handle(call: SignedInCall): Promise<Response> | Response;
}

/** One row of the table that the app, the OpenAPI document and the privacy test are made from. */
export type Route = PublicRoute | SignedInRoute;

/** Decides who calls and whether they may, then lets the route answer. */
export async function handleRoute(route: Route, call: Call): Promise<Response> {
  if (route.access === 'public') {
    await refuseBodyOf(route, call.context);
    return route.handle({ ...call, asLevel: readPlainRequest(route, call.search) });
  }
  const caller = await authenticate(call.context, call.backend.sessions);
  requirePermissions(caller, route.access);
  await refuseBodyOf(route, call.context);
  const principal = principalOf(caller, call.backend.config.privacyLevel);
  if (route.readsTickets === true) {
    const search = await expandLink(call.backend.state, call.search, principal, Object.keys(route.parameters ?? {}));
    return route.handle({ ...call, search, caller, principal });
  }
  return route.handle({ ...call, caller, principal: lowered(principal, readPlainRequest(route, call.search)) });
}

async function refuseBodyOf(route: Route, context: Context): Promise<void> {
  if (route.body === undefined && route.takesFile !== true) await refuseBody(context.req.raw);
}

/** Routes that read no tickets take no filters either; what they do not know they refuse like the others. */
function readPlainRequest(route: Route, search: string): PrivacyLevel | undefined {
  const allowed = ['asLevel', ...Object.keys(route.parameters ?? {})];
  return parseLevel(readPlain(decodeQueryString(search), allowed).get('asLevel'));
}

/** The scope of a ticket-reading request, with one as-of for all of its numbers. */
export function scopeOf(
  { config, now }: Backend,
  { query, visible }: { query: TicketQuery; visible: TicketScope['visible'] },
): TicketScope {
  const time = query.asOf ?? wallTimeIn(config.timeZone, now());
  return { query, visible, asOf: { time, timeZone: config.timeZone } };
}

/** Answers JSON that was read from tickets at one moment. */
export function ticketJson(context: Context, scope: TicketScope, body: unknown, status: 200 | 202 = 200): Response {
  context.header('X-As-Of', scope.asOf.time);
  return context.json(body, status);
}

/** A path parameter that the route's path names. */
export function pathParameter(context: Context, name: string): string {
  const value = context.req.param(name);
  if (value === undefined) throw new ApiError('notFound', 'No such address');
  return value;
}
