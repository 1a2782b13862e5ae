import { createHash } from 'node:crypto';

/** Digests of headers by which somebody was signed in, and who: the newest last. */
const callers = new Map<string, string>();
/** A digest and an owner take 200 bytes. */
const MAX_CALLERS = 10_000;

interface Credentials {
  authorization?: string | undefined;
  cookie?: string | undefined;
}

/** Remembers that these headers are of a caller, by the owner of its lines. */
export function noteCaller(headers: Credentials, owner: string): void {
  const key = digest(headers);
  if (key === undefined) return;
  callers.delete(key);
  callers.set(key, owner);
  const [oldest] = callers.keys();
  if (callers.size > MAX_CALLERS && oldest !== undefined) callers.delete(oldest);
}

/**
 * Whose a request is before it is looked at closely. It is not proof: a session may have ended since. Headers that nobody
 * was signed in by count for nothing, or whoever makes some up for each request would have a turn for each.
 */
export function provenCaller(headers: Credentials): string | undefined {
  const key = digest(headers);
  return key === undefined ? undefined : callers.get(key);
}

function digest({ authorization, cookie }: Credentials): string | undefined {
  const said = authorization ?? cookie;
  return said === undefined ? undefined : createHash('sha256').update(said).digest('base64url');
}
