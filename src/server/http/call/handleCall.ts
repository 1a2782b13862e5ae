import type { Context } from 'hono';
import type { NamedEndpoint } from '../../../contract/endpoints/endpointList';
import { ApiError } from '../../../contract/errors';
import { type PrivacyLevel, visibleColumns } from '../../../contract/privacy';
import { type ParameterTable, readParameters } from '../../../contract/query/parameters';
import { decodeQueryString } from '../../../contract/query/queryString';
import { parseRequest } from '../../../contract/query/requests';
import { lowered, parseLevel, readPlain } from '../../../contract/query/ticketQuery';
import { wallTimeIn } from '../../../contract/time/wallTime';
import { requireSameOrigin } from '../../access/origin';
import { ownerOf, requirePermissions, type SignedInPrincipal } from '../../access/principal';
import { authenticate } from '../../access/session';
import type { Backend } from '../../backend';
import { providedBy } from '../../config/reportSettings';
import { eventLoopTurn } from '../../process/eventLoopTurn';
import { stateFor } from '../../state/stateStore';
import { serverMinute } from '../../tickets/asOf';
import { requireProvided } from '../../tickets/requireProvided';
import type { TicketScope } from '../../tickets/rows';
import { expandLink } from '../../views/readLink';
import { addressKey } from '../connections/addressKey';
import { notingRefusals } from './auditing';
import { bodyBytes } from './bodyBytes';
import { type BodyTimes, wholeInTime, withoutStalls } from './bodyTimes';
import { clientOf } from './clientOf';
import type { BaseCall, SentBytes } from './handler';
import { holdingPlace } from './holdingPlace';
import { isLong, jsonInTurns } from './jsonInTurns';
import { passOverForm, refuseBody } from './noBody';
import { noteCaller } from './provenCallers';
import { readBody } from './readBody';
import { type CallLines, isRecorded, lineOf, type RequestLines } from './requestLines';
import { isFileEndpoint, sendingFile } from './sendingFile';

/** A call of any endpoint, before its declaration says which of these it has. */
export interface AnyCall extends BaseCall {
  path: Record<string, string>;
  parameters: Record<string, unknown>;
  body: unknown;
  asLevel?: PrivacyLevel | undefined;
  principal?: SignedInPrincipal;
  scope?: TicketScope;
  file?: SentBytes;
}

type AnyResult = Response | { status: 200 | 201 | 202; body: unknown } | { status: 204; body: null };
export type AnyHandler = (call: AnyCall) => Promise<AnyResult> | AnyResult;

/** What bounds the calls of a server. */
export interface CallBounds {
  lines: CallLines;
  times: BodyTimes;
}

/** Decides who calls and whether they may, reads what they sent, and lets the handler answer. */
export async function handleCall(
  endpoint: NamedEndpoint,
  handle: AnyHandler,
  context: Context,
  backend: Backend,
  bounds: CallBounds,
): Promise<Response> {
  const at = { endpoint, backend, context };
  const principal = await notingRefusals(at, () => callerOf(endpoint, context, backend));
  const caller = principal === undefined ? {} : { principal };
  return notingRefusals({ ...at, ...caller }, () => respond(endpoint, handle, context, backend, bounds, principal));
}

/** Undefined where anybody may call. */
async function callerOf(
  endpoint: NamedEndpoint,
  context: Context,
  { sessions, config, publicUrl }: Backend,
): Promise<SignedInPrincipal | undefined> {
  if (isChange(endpoint, context)) requireSameOrigin(context, { publicUrl, embedded: sessions.embedded });
  if (endpoint.access === 'public') return undefined;
  const principal = await authenticate(context, sessions, config.privacyLevel);
  const { req } = context;
  noteCaller({ authorization: req.header('authorization'), cookie: req.header('cookie') }, ownerOf(principal));
  return principal;
}

/** Whether a browser must not be led to it from elsewhere. A GET that brings a token of its own comes from a program. */
function isChange({ method, changesState, takesForm }: NamedEndpoint, { req }: Context): boolean {
  // Proven by its address and by no session; mail programs send it from anywhere, and a page without a referrer from nowhere.
  if (takesForm === true) return false;
  return method !== 'GET' || (changesState === true && req.header('authorization') === undefined);
}

async function respond(
  endpoint: NamedEndpoint,
  handle: AnyHandler,
  context: Context,
  backend: Backend,
  { lines, times }: CallBounds,
  principal: SignedInPrincipal | undefined,
): Promise<Response> {
  if (principal === undefined) {
    // Once all of it is here: who sends slowly holds nobody's place.
    const inTurn: AnyHandler = endpoint.inLineByAddress === true ? byAddress(lines.strangers, handle) : handle;
    return answerCall(endpoint, inTurn, context, backend, times, undefined);
  }
  const owner = ownerOf(principal);
  const own = askingAs(backend, owner);
  const answer = () => answerCall(endpoint, handle, context, own, times, principal);
  if (endpoint.access !== 'public') requirePermissions(principal, endpoint.access);
  const line = lineOf(endpoint, lines);
  // Before the query is read: what a long one costs is the caller's own as well.
  const inLine = line === undefined ? answer : () => holdingPlace(line, owner, context, answer);
  return isFileEndpoint(endpoint) ? sendingFile(lines.files, owner, context, inLine) : inLine();
}

/** Behind a proxy everybody has its address, unless TRUST_PROXY says that it tells theirs. */
function byAddress(line: RequestLines, handle: AnyHandler): AnyHandler {
  return (call) => {
    const key = addressOf(call.context, call.backend);
    return line.run(key, async () => handle({ ...call, backend: askingAs(call.backend, `address ${key}`) }));
  };
}

function addressOf(context: Context, { config }: Backend): string {
  return addressKey(clientOf(context, config.trustedProxies).address ?? '');
}

/** The same parts of the server, whose store is asked in a caller's turns. */
function askingAs(backend: Backend, caller: string): Backend {
  const state = stateFor(backend.state, caller);
  return { ...backend, state, sessions: { ...backend.sessions, state } };
}

async function answerCall(
  endpoint: NamedEndpoint,
  handle: AnyHandler,
  context: Context,
  backend: Backend,
  times: BodyTimes,
  principal: SignedInPrincipal | undefined,
): Promise<Response> {
  const signal = goneSignal(context.req.raw.signal);
  const asOf = wallTimeIn(backend.config.timeZone, backend.now());
  if (endpoint.takesForm === true) await wholeInTime(passOverForm(context), times.wholeMs);
  else if (endpoint.body === undefined && endpoint.takesFile !== true) {
    await wholeInTime(refuseBody(context), times.wholeMs);
  }
  const asked = await readQuery(endpoint, backend, new URL(context.req.url).search, principal, asOf);
  const counted = principal !== undefined && isRecorded(endpoint) ? ownerOf(principal) : undefined;
  if (counted !== undefined) backend.audit.requireBudget(counted);
  const spend = (length: number) => {
    if (counted !== undefined && endpoint.method !== 'GET') backend.audit.spend(counted, length);
  };
  if (endpoint.body === undefined) spend(0);
  const accept = (length: number) => {
    // What is not understood costs as much.
    spend(length);
    return eventLoopTurn(principal === undefined ? addressOf(context, backend) : ownerOf(principal));
  };
  const body =
    endpoint.body === undefined
      ? undefined
      : await wholeInTime(readBody(context, endpoint.body, accept, endpoint.maxBodyBytes), times.wholeMs);
  const file = endpoint.takesFile === true ? { file: sentBytes(context, times.idleMs) } : {};
  const path = requireText(context.req.param());
  const engine = principal === undefined ? backend.engine : backend.engine.forCaller(ownerOf(principal));
  const call = { backend, engine, context, signal, asOf, path, body, ...asked, ...file };
  const result = await handle(call);
  if (result instanceof Response) return result;
  const moment = call.scope?.asOf.time ?? (endpoint.asOf === true ? asOf : undefined);
  if (moment !== undefined) context.header('X-As-Of', moment);
  if (result.status === 204) return context.body(null, 204);
  const { body: answered, status } = result;
  if (principal === undefined || !isObject(answered) || !isLong(answered)) return context.json(answered, status);
  const bytes = await jsonInTurns(answered, () => eventLoopTurn(ownerOf(principal)));
  return context.body(bytes, status, { 'Content-Type': 'application/json' });
}

function isObject(body: unknown): body is object {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}

/** @throws ApiError notFound for a null character, which no name has and PostgreSQL does not take. */
function requireText(path: Record<string, string>): Record<string, string> {
  if (Object.values(path).some((value) => value.includes('\0'))) throw new ApiError('notFound', 'No such thing');
  return path;
}

/** Aborted with an Error: the framework aborts with a text, which no error handler of the app would be given. */
function goneSignal(signal: AbortSignal): AbortSignal {
  const gone = new AbortController();
  if (signal.aborted) gone.abort();
  signal.addEventListener('abort', () => gone.abort(), { once: true });
  return gone.signal;
}

type Asked = Pick<AnyCall, 'parameters' | 'asLevel' | 'principal' | 'scope'>;

/** The query string as its endpoint understands it; nothing in it is ignored. */
async function readQuery(
  { readsTickets, parameters: table = {} }: NamedEndpoint,
  backend: Backend,
  search: string,
  principal: SignedInPrincipal | undefined,
  asOf: string,
): Promise<Asked> {
  if (readsTickets !== true || principal === undefined) return readPlainQuery(table, search, principal);
  const { state, config } = backend;
  const turn = () => eventLoopTurn(ownerOf(principal));
  const full = await expandLink(state, search, principal, Object.keys(table), turn);
  await turn();
  const { query, visible, parameters } = parseRequest(full, principal, table);
  const at = {
    time: query.asOf ?? asOf,
    timeZone: config.timeZone,
    hidesLaterClosings: query.asOf !== undefined,
    serverTime: query.asOf === undefined ? asOf : serverMinute(asOf),
    working: config.workingHours?.calendar,
    subjectPath: config.subjectPath ?? undefined,
  };
  requireProvided(providedBy(config), query, parameters);
  return { parameters, principal: lowered(principal, query.asLevel), scope: { query, visible, asOf: at } };
}

/** Endpoints that read no tickets take no filters either; what they do not know they refuse like the others. */
function readPlainQuery(table: ParameterTable, search: string, principal: SignedInPrincipal | undefined): Asked {
  const plain = readPlain(decodeQueryString(search), ['asLevel', ...Object.keys(table)]);
  const asLevel = parseLevel(plain.get('asLevel'));
  if (principal === undefined) return { parameters: readParameters(table, plain, []), asLevel };
  const own = lowered(principal, asLevel);
  return { parameters: readParameters(table, plain, visibleColumns(own)), principal: own };
}

function sentBytes(context: Context, idleMs: number): SentBytes {
  const body = bodyBytes(context);
  const stream = body === null ? null : withoutStalls(body, idleMs);
  return { stream, bytes: Number(context.req.header('content-length') ?? 0) };
}
