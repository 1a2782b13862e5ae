import type { Context } from 'hono';
import type { NamedEndpoint } from '../../../contract/endpoints/endpointList';
import { ApiError, type ErrorCode } from '../../../contract/errors';
import type { Principal } from '../../../contract/privacy';
import { decodeQueryString, encodeQueryString } from '../../../contract/query/queryString';
import { parseRequest } from '../../../contract/query/requests';
import { formatTicketQuery, type TicketQuery } from '../../../contract/query/ticketQuery';
import { ownerOf, type SignedInPrincipal } from '../../access/principal';
import { type AuditedQuery, auditedQuery } from '../../audit/auditedQuery';
import { type Actor, nobody } from '../../audit/newEntry';
import type { Backend } from '../../backend';
import { isRecent } from '../../exports/jobs/requestText';
import type { TicketScope } from '../../tickets/rows';
import { clientOf } from './clientOf';

/** What the audit needs of a call. */
interface AuditedCall {
  backend: Backend;
  context: Context;
  principal: SignedInPrincipal;
}

/** Who calls, and from where. */
export function actorOf({ backend, context, principal }: AuditedCall): Actor {
  const { email: userEmail, level } = principal;
  return { userId: ownerOf(principal), userEmail, level, ...clientOf(context, backend.config.trustedProxies) };
}

interface SeenCall extends AuditedCall {
  scope: TicketScope;
  asOf: string;
}

/** What of a report was shown. */
interface Seen {
  what: 'rows' | 'figures' | 'values';
  columns: readonly string[];
  /** The endpoint's own parameters that make it another report: no page, and not each letter that is typed. */
  own?: Readonly<Record<string, unknown>>;
  rows?: number;
}

/** Notes, once an hour, that the caller was shown a report. */
export function noteSeen(call: SeenCall, { what, columns, own = {}, rows }: Seen): void {
  const query = withoutMoment(call.scope.query, call.asOf);
  const audited = auditedQuery(query, columns, own);
  const whole = [what, encodeQueryString(formatTicketQuery(query)), JSON.stringify(own), columns.join(',')];
  call.backend.audit.noteOnce({ kind: 'seen', ...actorOf(call), detail: what, rows, ...audited }, whole);
}

/** The page sends its moment along, which is another one each minute: of today it is left out. */
function withoutMoment({ asOf, ...query }: TicketQuery, now: string): TicketQuery {
  return asOf === undefined || isRecent(asOf, now) ? query : { ...query, asOf };
}

/**
 * Records a download, before its first byte is given.
 * @throws ApiError unavailable when it cannot be recorded: then nothing is given.
 */
export async function recordDownload(
  call: AuditedCall,
  { audited, format, rows }: { audited: AuditedQuery; format: string; rows: number },
): Promise<void> {
  await call.backend.audit.record({ kind: 'downloaded', ...actorOf(call), detail: format, rows, ...audited });
}

/** Sees every column: what was refused is told without its values all the same. */
const EVERYTHING: Principal = { level: 'full', permissions: [] };

/** Where something can be refused, and to whom, once that is known. */
interface RefusingCall {
  endpoint: NamedEndpoint;
  backend: Backend;
  context: Context;
  principal?: SignedInPrincipal;
}

/** Of refusals for who asks rather than for what they sent. */
const REFUSALS: readonly ErrorCode[] = ['unauthenticated', 'forbidden', 'otherUser'];

/** Does what a call asks for, and notes when it is refused. */
export async function notingRefusals<T>(call: RefusingCall, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApiError && REFUSALS.includes(error.code)) noteRefusal(call, error);
    throw error;
  }
}

function noteRefusal({ endpoint, backend, context, principal }: RefusingCall, { message }: ApiError): void {
  const client = clientOf(context, backend.config.trustedProxies);
  const actor = principal === undefined ? nobody(client) : actorOf({ backend, context, principal });
  const asked = principal === undefined ? {} : askedFor(endpoint, new URL(context.req.url).search);
  backend.audit.noteRefused({ ...actor, detail: `${endpoint.id}: ${message}`, ...asked });
}

/** Nothing where it is not understood. */
function askedFor({ readsTickets, parameters: table = {} }: NamedEndpoint, search: string): Partial<AuditedQuery> {
  if (readsTickets !== true) return {};
  try {
    const whole = decodeQueryString(search).filter(({ name }) => name !== 'asLevel');
    const { query, parameters } = parseRequest(encodeQueryString(whole), EVERYTHING, table);
    return auditedQuery(query, query.columns ?? [], parameters);
  } catch {
    return {};
  }
}
