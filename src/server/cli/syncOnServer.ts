import { setTimeout } from 'node:timers/promises';
import { syncStatusSchema } from '../../contract/responses/syncStatus';
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
  const body = JSON.stringify({ key: server.key, url: exportUrl(from), token, replace });
  let status = await server.ask('/sync/from', syncStatusSchema, { method: 'POST', body });
  while (status.running) {
    await setTimeout(POLL_MS);
    status = await server.ask('/sync', syncStatusSchema);
  }
  if (status.state === 'failing') throw new Error(status.reason ?? 'The sync failed');
  const columns = describeSyncColumns(status);
  return `The server that runs has synced: as of ${status.syncedAt}${columns === undefined ? '' : `\n${columns}`}`;
}
