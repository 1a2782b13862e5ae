/** `{returnTo}` in the deployment's sign-in address stands for the report's; without it, it is appended. */
const PLACE = '{returnTo}';

/** Where to go to sign in, so that signing in leads back to this very report. */
export function singleSignOnUrl(loginUrl: string, reportUrl: string): string {
  const returnTo = encodeURIComponent(reportUrl);
  const encodedPlace = encodeURIComponent(PLACE);
  for (const place of [PLACE, encodedPlace]) {
    if (loginUrl.includes(place)) return loginUrl.replace(place, returnTo);
  }
  return `${loginUrl}${loginUrl.includes('?') ? '&' : '?'}returnTo=${returnTo}`;
}
