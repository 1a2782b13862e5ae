import { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Context } from 'hono';

/** Where a request comes from, as the audit records it; null where it is not known. */
export interface Client {
  address: string | null;
  /** The browser or program, shortened. */
  program: string | null;
}

/** @param trustedProxies how many entries at the end of X-Forwarded-For are the server's own proxies' and believed. */
export function clientOf(context: Context, trustedProxies: number): Client {
  const forwarded = context.req.header('x-forwarded-for');
  const address = forwardedAddress(forwarded, trustedProxies) ?? socketAddress(context);
  return { address, program: programOf(context.req.header('user-agent')) };
}

/** The address that the proxies of the server's own say, by an X-Forwarded-For; undefined where it is not to be believed. */
export function forwardedAddress(header: string | undefined, trustedProxies: number): string | undefined {
  if (header === undefined || trustedProxies === 0) return undefined;
  // With fewer entries than proxies it did not come through them, and anybody can have written it.
  const claimed = header.split(',').at(-trustedProxies)?.trim();
  return claimed !== undefined && isIP(claimed) !== 0 ? claimed : undefined;
}

/** Null outside of a connection, as in tests without a port, and once it is gone. */
function socketAddress(context: Context): string | null {
  const incoming: unknown = context.env?.incoming;
  if (!(incoming instanceof IncomingMessage)) return null;
  return incoming.socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, '') ?? null;
}

/** By what they call themselves; an earlier one also goes by the names of later ones. */
const PROGRAMS = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['HeadlessChrome', 'Chrome'],
  ['Version', 'Safari'],
  ['curl', 'curl'],
  ['Wget', 'Wget'],
  ['python-requests', 'python-requests'],
  ['node', 'Node.js'],
] as const;
const SYSTEM = /\b(Windows|Android|iPhone|iPad|Mac OS|Linux)\b/;

/** `Firefox 132 on Linux`; nothing else of the header is kept, since anybody can write anything into it. */
function programOf(header: string | undefined): string | null {
  if (header === undefined) return null;
  for (const [token, name] of PROGRAMS) {
    const version = new RegExp(`\\b${token}(?:/(\\d{1,5}))?`).exec(header);
    if (version === null) continue;
    const system = SYSTEM.exec(header)?.[1];
    return [name, version[1], system === undefined ? undefined : `on ${system}`].filter(Boolean).join(' ');
  }
  return 'another program';
}
