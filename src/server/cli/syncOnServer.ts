import { setTimeout } from 'node:timers/promises';
import { describeSyncColumns } from '../../contract/sentences/describeSync';
import { exportUrl } from '../config/upstreamUrl';
import type { RunningServer } from './runningServer';

const POLL_MS = 500;

export interface SyncOnServerOptions {
  /** Of the upstream; a server that is configured to mirror it uses its own. */
  token: string | undefined;
  replace: boolean;
}

/** Has the running server sync. @throws Error with the reason of a refusal or a failed sync. */
export async function syncOnServer(
  server: RunningServer,
  from: string,
  { token, replace }: SyncOnServerOptions,
): Promise<string> {
  // The token is in the body, which is not logged, and is sent to this machine alone.
  const body = { key: server.key, url: exportUrl(from), token, replace };
  let status = await server.api.ask('POST /sync/from', { body });
  while (status.running) {
    await setTimeout(POLL_MS);
    status = await server.api.ask('GET /sync', {});
  }
  if (status.state === 'failing') throw new Error(status.reason ?? 'The sync failed');
  const columns = describeSyncColumns(status);
  return `The server that runs has synced: as of ${status.syncedAt}${columns === undefined ? '' : `\n${columns}`}`;
}
