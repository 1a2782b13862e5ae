import { setTimeout } from 'node:timers/promises';
import { type SyncStatus, syncStatusSchema } from '../contract/answers';
import { errorBodySchema } from '../contract/errors';
import { encodeQueryString } from '../contract/queryString';
import { loadSecret } from './access/secret';
import { createTokens } from './access/tokens';
import type { Config } from './config';
import { readServerAddress } from './state/serverAddress';
import { exportUrl } from './tickets/sync/upstreamUrl';

/** One process has the data folder at a time, so while the server runs the command asks it to sync. */

const POLL_MS = 500;
const TOKEN_SECONDS = 24 * 3600;

/** The address of the server that has the data folder; undefined when none answers. */
export async function runningServer({ dataDir }: Config): Promise<string | undefined> {
  const address = readServerAddress(dataDir);
  if (address === undefined) return undefined;
  return fetch(`${address}/api/mind/health`).then(
    () => address,
    () => undefined,
  );
}

/** @throws Error that says why the server refused, or why the sync failed. */
export async function syncThroughServer(
  address: string,
  from: string,
  replace: boolean,
  config: Config,
): Promise<string> {
  const caller = {
    id: 'local',
    email: 'import@localhost.localdomain',
    name: 'npm run import',
    permissions: ['importTickets'],
  };
  const token = await createTokens(loadSecret(config), config.tokens).issue(caller, 'api', TOKEN_SECONDS);
  const ask = async (method: 'GET' | 'POST', search = '') => {
    const headers = { Authorization: `Bearer ${token}` };
    return readStatus(await fetch(`${address}/api/mind/sync${search}`, { method, headers }));
  };
  const query = [
    { name: 'from', value: exportUrl(from) },
    { name: 'replace', value: replace ? '1' : '0' },
  ];
  let status = await ask('POST', `?${encodeQueryString(query)}`);
  while (status.running) {
    await setTimeout(POLL_MS);
    status = await ask('GET');
  }
  if (status.state === 'failing') throw new Error(status.reason ?? 'The sync failed');
  return `The server that runs has synced: as of ${status.syncedAt}`;
}

async function readStatus(response: Response): Promise<SyncStatus> {
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return syncStatusSchema.parse(body);
  const failure = errorBodySchema.safeParse(body);
  const { message, allowed } = failure.success ? failure.data.error : { message: `status ${response.status}` };
  const hint = allowed === undefined ? '' : ` (${[allowed].flat().join(', ')})`;
  throw new Error(`The server that runs at this DATA_DIR refused: ${message}${hint}`);
}
