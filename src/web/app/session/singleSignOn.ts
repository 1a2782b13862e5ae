/** `{returnTo}` in the deployment's sign-in address stands for the report's; without it, it is appended. */
const PLACE = '{returnTo}';

/** Where to go to sign in, so that signing in leads back to this very report. */
export function singleSignOnUrl(loginUrl: string, reportUrl: string): string {
  const returnTo = encodeURIComponent(reportUrl);
  const encodedPlace = encodeURIComponent(PLACE);
  for (const place of [PLACE, encodedPlace]) {
    // As a function: `$&` in an address means nothing.
    if (loginUrl.includes(place)) return loginUrl.replace(place, () => returnTo);
  }
  return `${loginUrl}${loginUrl.includes('?') ? '&' : '?'}returnTo=${returnTo}`;
}

const SENT_KEY = 'ticketlens.sentToSignIn';
/** Somebody who is back this soon without a session would be sent round and round. */
const ROUND_MS = 30_000;

/** Whether the page may go to the sign-in page by itself; it remembers that it did. */
export function mayGoByItself(storage: Pick<Storage, 'getItem' | 'setItem'>, now: number): boolean {
  const sent = Number(storage.getItem(SENT_KEY) ?? 0);
  if (now - sent < ROUND_MS) return false;
  storage.setItem(SENT_KEY, String(now));
  return true;
}
