import { createHash } from 'node:crypto';
import { decodeQueryString, encodeQueryString, type Parameter } from '../../../contract/query/queryString';
import type { ExportRequest } from '../../../contract/query/requests';
import { formatTicketQuery, type TicketQuery } from '../../../contract/query/ticketQuery';
import { DAY_SECONDS } from '../../../contract/time/units';
import { parseWallTime } from '../../../contract/time/wallTime';
import type { User } from '../../access/principal';
import type { AsOf } from '../../tickets/asOf';
import { selectedColumns } from '../../tickets/rows';
import type { ExportServices } from '../exportServices';

/** The canonical query string of an export. @param query in place of the request's own. */
export function requestText(request: ExportRequest, query: TicketQuery): string {
  return encodeQueryString([...formatTicketQuery(query), ...exportParameters(request)]);
}

/** Stands in a job for `asOf` where the request named none: what was closed later is then not hidden. */
const REQUESTED_AT = 'requestedAt';

/** What a job keeps of its request: all that decides what is made, at a moment that is fixed either way. */
export function jobText(request: ExportRequest, { time, hidesLaterClosings }: AsOf): string {
  if (hidesLaterClosings) return requestText(request, { ...request.query, asOf: time });
  const moment = encodeQueryString([{ name: REQUESTED_AT, value: time }]);
  return [requestText(request, request.query), moment].filter((part) => part !== '').join('&');
}

/** @returns the canonical query string that asks for the same, its as-of named, and whether the request had named it. */
export function readJobText(stored: string): { query: string; hidesLaterClosings: boolean } {
  const parameters = decodeQueryString(stored);
  if (!parameters.some(({ name }) => name === REQUESTED_AT)) return { query: stored, hidesLaterClosings: true };
  const named = parameters.map(({ name, value }) => ({ name: name === REQUESTED_AT ? 'asOf' : name, value }));
  return { query: encodeQueryString(named), hidesLaterClosings: false };
}

/**
 * What makes two requests of a user the same. The page sends the moment of its view along, so that a reload or
 * another tab would ask anew for the same words: a moment of today is left out. A moment in the past is what was asked for.
 */
export function fingerprintOf(request: ExportRequest, now: string): string {
  const { asOf, ...query } = request.query;
  const fixed = asOf !== undefined && !isRecent(asOf, now) ? { asOf } : {};
  // Without named columns the same words mean more columns to whoever sees more.
  return `${requestText(request, { ...query, ...fixed })} ${selectedColumns(request).join(',')}`;
}

/**
 * What makes one file the answer to two requests, if the tickets are the same as well. Null for a request that names no
 * as-of: its answer is of another moment each time.
 */
export function requestKeyOf(
  { config, publicUrl }: Pick<ExportServices, 'config' | 'publicUrl'>,
  caller: User,
  request: ExportRequest,
): string | null {
  const { query, visible } = request;
  if (query.asOf === undefined) return null;
  // A workbook says whom it was made for, where, and how many columns were hidden.
  const about = [caller.email, publicUrl, config.timeZone, config.privacyLevel, visible, selectedColumns(request)];
  const text = JSON.stringify([requestText(request, query), ...about]);
  return createHash('sha256').update(text).digest('hex');
}

/** Which part of the result an export asks for. */
export function pageOf({ limit, offset }: Pick<ExportRequest, 'limit' | 'offset'>): {
  limit?: number;
  offset?: number;
} {
  return { ...(limit === undefined ? {} : { limit }), ...(offset === 0 ? {} : { offset }) };
}

/** Whether a wall time is of today: then it is the moment of a view rather than one that was asked for. */
export function isRecent(asOf: string, now: string): boolean {
  return Math.abs((parseWallTime(now) ?? 0) - (parseWallTime(asOf) ?? 0)) < DAY_SECONDS;
}

function exportParameters({
  format,
  limit,
  offset,
  csvSafe,
  csvDialect,
  headers,
  language,
}: ExportRequest): Parameter[] {
  return [
    { name: 'format', value: format },
    ...(limit === undefined ? [] : [{ name: 'limit', value: String(limit) }]),
    ...(offset === 0 ? [] : [{ name: 'offset', value: String(offset) }]),
    ...(csvSafe ? [] : [{ name: 'csvSafe', value: '0' }]),
    ...(csvDialect === 'rfc4180' ? [] : [{ name: 'csvDialect', value: csvDialect }]),
    ...(headers === 'names' ? [] : [{ name: 'headers', value: headers }]),
    ...(language === 'en' ? [] : [{ name: 'language', value: language }]),
  ];
}
