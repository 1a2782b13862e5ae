/** Replaced by the report's address in `LOGIN_URL`, else appended as a parameter. */
const PLACEHOLDER = '{returnTo}';

/** The address of single sign-on, which leads back to the report. */
export function singleSignOnUrl(loginUrl: string, reportUrl: string): string {
  const returnTo = encodeURIComponent(reportUrl);
  for (const placeholder of [PLACEHOLDER, encodeURIComponent(PLACEHOLDER)]) {
    // By a function, since `$&` in a replacement text has a meaning.
    if (loginUrl.includes(placeholder)) return loginUrl.replace(placeholder, () => returnTo);
  }
  return `${loginUrl}${loginUrl.includes('?') ? '&' : '?'}returnTo=${returnTo}`;
}

const STATE_KEY = 'ticketlens.signInState';

/**
 * The report's address as single sign-on has to lead back to it: with a value that only this browser knows, so that
 * nobody else's sign-in can be brought to it. Tabs share the value until one of them is back.
 */
export function boundReturn(reportUrl: string, storage: Pick<Storage, 'getItem' | 'setItem'>): string {
  const state = storage.getItem(STATE_KEY) ?? crypto.getRandomValues(new Uint32Array(4)).join('-');
  storage.setItem(STATE_KEY, state);
  const [address = ''] = reportUrl.split('#');
  return `${address}${address.includes('?') ? '&' : '?'}state=${state}`;
}

/** Takes the value out of a query string. @returns the rest, and whether it was this browser's. It serves once. */
export function takeState(
  search: string,
  storage: Pick<Storage, 'getItem' | 'removeItem'>,
): { search: string; isBound: boolean } {
  const found = /[?&]state=([^&]*)/.exec(search);
  if (found === null) return { search, isBound: false };
  const isBound = found[1] === storage.getItem(STATE_KEY);
  if (isBound) storage.removeItem(STATE_KEY);
  const rest = search.replace(found[0], '').replace(/^[?&]/, '');
  return { search: rest === '' ? '' : `?${rest}`, isBound };
}

const SENT_KEY = 'ticketlens.sentToSignIn';
/** A user who is back this soon without a session would be redirected in a loop. */
const LOOP_MS = 30_000;

/** Whether the page may redirect to single sign-on without a click; records that it does. */
export function mayRedirect(storage: Pick<Storage, 'getItem' | 'setItem'>, now: number): boolean {
  const sent = Number(storage.getItem(SENT_KEY) ?? 0);
  if (now - sent < LOOP_MS) return false;
  storage.setItem(SENT_KEY, String(now));
  return true;
}
