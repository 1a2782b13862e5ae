import { setTimeout } from 'node:timers/promises';
import { syncStatusSchema } from '../../contract/responses/syncStatus';
import { syncColumnsInWords } from '../../contract/sentences/describeSync';
import { exportUrl } from '../config/upstreamUrl';
import type { RunningServer } from './runningServer';

const POLL_MS = 500;

export interface SyncThroughOptions {
  /** Of the instance; a server that mirrors it has its own. */
  token: string | undefined;
  replace: boolean;
}

/** Has the server sync. @throws Error that says why it refused, or why the sync failed. */
export async function syncThroughServer(
  server: RunningServer,
  from: string,
  { token, replace }: SyncThroughOptions,
): Promise<string> {
  // The token goes in the body, which is in no address and no log, to this machine alone.
  const body = JSON.stringify({ key: server.key, url: exportUrl(from), token, replace });
  let status = await server.ask('/sync/from', syncStatusSchema, { method: 'POST', body });
  while (status.running) {
    await setTimeout(POLL_MS);
    status = await server.ask('/sync', syncStatusSchema);
  }
  if (status.state === 'failing') throw new Error(status.reason ?? 'The sync failed');
  const columns = syncColumnsInWords(status);
  return `The server that runs has synced: as of ${status.syncedAt}${columns === undefined ? '' : `\n${columns}`}`;
}
