import { addressOf } from '../../contract/endpoints/address';
import { API_BASE } from '../../contract/endpoints/endpoint';

const EXPORT_PATH = addressOf('GET /export/reporting_tickets').slice(API_BASE.length);

/**
 * The address of an instance's export.
 * @param given address of the instance (`https://desk.example.com`), its API (`.../api/mind`) or the export itself.
 * @throws Error when it is no plain http address.
 */
export function exportUrl(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new Error(`"${given}" is not an http or https address, such as https://desk.example.com`);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new Error(
      'The upstream address must have no user, query or fragment; the token goes into TICKETLENS_UPSTREAM_TOKEN',
    );
  }
  const path = url.pathname.replace(/\/+$/, '');
  if (path.endsWith(EXPORT_PATH)) return url.origin + path;
  return `${url.origin}${path.endsWith(API_BASE) ? path : path + API_BASE}${EXPORT_PATH}`;
}
