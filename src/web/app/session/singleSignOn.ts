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
