import { ENDS_HEADER, USER_HEADER } from '../../contract/endpoints/endpoint';
import { storage } from './storage';

/** Whose page this is. The cookie is the browser's: another tab can put somebody else's in its place at any time. */

/** As X-User names the user; undefined until somebody is signed in. */
let user: string | undefined;

export function setUser(key: string | undefined): void {
  user = key;
}

export function currentUser(): string | undefined {
  return user;
}

/** Sent with every request: the server refuses it once the session is another user's. */
export function userHeaders(): Record<string, string> {
  return user === undefined ? {} : { [USER_HEADER]: user };
}

const ENDS_KEY = 'ticketlens.sessionEnds';

/** Keeps when the session ends unless it is used, for this tab and the others: each of them renews it for all. */
export function noteSessionEnd(headers: Headers): void {
  const seconds = headers.get(ENDS_HEADER);
  if (seconds !== null) storage.setItem(ENDS_KEY, String(Date.now() + Number(seconds) * 1000));
}

/** Milliseconds until the session ends unless it is used; infinite where the server does not say. */
export function sessionTimeLeft(): number {
  const ends = storage.getItem(ENDS_KEY);
  return ends === null ? Number.POSITIVE_INFINITY : Number(ends) - Date.now();
}
