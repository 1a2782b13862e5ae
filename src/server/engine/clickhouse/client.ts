import { rootCertificates } from 'node:tls';
import { type ClickHouseClient, ClickHouseLogLevel, type ClickHouseSettings, createClient } from '@clickhouse/client';
import type { ClickhouseSettings, ClickhouseUser } from '../../config/clickhouseSettings';

/**
 * A server that is at work says so every few seconds, whatever it works at. What it says are headers, and many of them
 * where the work takes an hour.
 */
const SIGN_OF_LIFE_MS = 10_000;
const MAX_HEADER_BYTES = 1_000_000;

const EVERY_REQUEST: ClickHouseSettings = {
  send_progress_in_http_headers: 1,
  http_headers_progress_interval_ms: String(SIGN_OF_LIFE_MS),
  /** A question whose asker is gone is nobody's. */
  cancel_http_readonly_queries_on_client_close: 1,
  /** The values of a request can be longer than its own limit of 256 KiB. */
  max_query_size: '67108864',
};

/** Fast rather than small: it passes between machines that are near each other. */
const GZIP_LEVEL = 1;

interface Connections {
  /** Undefined for what is asked before there is one. */
  database: string | undefined;
  connections: number;
  /** Milliseconds without a byte after which the server counts as gone. */
  silenceMs: number;
}

export function openClient(
  { url, ca, compression }: ClickhouseSettings,
  user: ClickhouseUser,
  { database, connections, silenceMs }: Connections,
): ClickHouseClient {
  return createClient({
    url,
    username: user.name,
    password: user.password,
    ...(database === undefined ? {} : { database }),
    ...tlsOf(ca, user),
    application: 'ticketlens',
    compression: { response: compression, request: compression ? { codec: 'gzip', level: GZIP_LEVEL } : false },
    max_open_connections: connections,
    request_timeout: silenceMs,
    max_response_headers_size: MAX_HEADER_BYTES,
    use_multipart_params_auto: true,
    clickhouse_settings: EVERY_REQUEST,
    // What fails is thrown, and logged where it is known what may be said of it.
    log: { level: ClickHouseLogLevel.OFF },
  });
}

function tlsOf(ca: Buffer | undefined, { certificate }: ClickhouseUser) {
  if (certificate !== undefined) {
    return { tls: { ca_cert: ca ?? Buffer.from(rootCertificates.join('\n')), ...certificate } };
  }
  return ca === undefined ? {} : { tls: { ca_cert: ca } };
}
