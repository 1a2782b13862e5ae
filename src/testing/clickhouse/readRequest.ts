import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';

/** A request as ClickHouse's HTTP interface reads it. */
export interface StatementRequest {
  text: string;
  /** What an INSERT is followed by. */
  data: Buffer | undefined;
  database: string | undefined;
  queryId: string;
  user: string;
  password: string;
  /** Values of placeholders, in the engine's escapes. */
  params: ReadonlyMap<string, string>;
  settings: ReadonlyMap<string, string>;
  /** Of a result whose statement names none. */
  format: string;
  waitsForEnd: boolean;
  gzip: boolean;
}

/** Names in the address that are no settings. */
const OWN = new Set(['query', 'query_id', 'database', 'default_format', 'wait_end_of_query', 'session_id', 'role']);

export async function readRequest(request: IncomingMessage): Promise<StatementRequest> {
  const url = new URL(request.url ?? '/', 'http://stand-in');
  const fields = new Map(url.searchParams);
  const body = await readBody(request);
  const form = formOf(request, body);
  for (const [name, value] of form ?? []) fields.set(name, value);
  const inAddress = url.searchParams.get('query');
  const text = form === undefined ? (inAddress ?? body.toString()) : (fields.get('query') ?? '');
  const { user, password } = credentials(request);
  return {
    text,
    data: inAddress === null ? undefined : body,
    database: fields.get('database'),
    queryId: fields.get('query_id') ?? '',
    user,
    password,
    params: new Map([...fields].flatMap(([name, value]) => (name.startsWith('param_') ? [[name, value]] : []))),
    settings: new Map([...fields].filter(([name]) => !OWN.has(name) && !name.startsWith('param_'))),
    format: String(request.headers['x-clickhouse-format'] ?? fields.get('default_format') ?? 'TabSeparated'),
    waitsForEnd: fields.get('wait_end_of_query') === '1',
    gzip:
      fields.get('enable_http_compression') === '1' && /gzip/.test(String(request.headers['accept-encoding'] ?? '')),
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  return buffer(request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request);
}

/** The fields of a form of several parts; undefined for another body. */
function formOf(request: IncomingMessage, body: Buffer): Map<string, string> | undefined {
  const [, boundary] = /^multipart\/form-data; boundary=(\S+)$/.exec(request.headers['content-type'] ?? '') ?? [];
  if (boundary === undefined) return undefined;
  const fields = new Map<string, string>();
  // As bytes: a value may hold anything but the boundary.
  for (const part of body.toString('latin1').split(`--${boundary}`)) {
    const [, name, value] = /^\r\n.*?name="([^"]+)".*?\r\n\r\n(.*)\r\n$/s.exec(part) ?? [];
    if (name !== undefined && value !== undefined) fields.set(name, Buffer.from(value, 'latin1').toString());
  }
  return fields;
}

function credentials({ headers }: IncomingMessage): { user: string; password: string } {
  const [, basic] = /^Basic (\S+)$/.exec(headers.authorization ?? '') ?? [];
  if (basic === undefined) {
    return { user: String(headers['x-clickhouse-user'] ?? ''), password: String(headers['x-clickhouse-key'] ?? '') };
  }
  const [user = '', password = ''] = Buffer.from(basic, 'base64').toString().split(':');
  return { user, password };
}
