import { setTimeout } from 'node:timers/promises';
import { syncStatusSchema } from '../../contract/answers';
import { encodeQueryString } from '../../contract/queryString';
import { exportUrl } from '../tickets/sync/upstreamUrl';
import type { RunningServer } from './runningServer';

const POLL_MS = 500;

/** Has the server sync. @throws Error that says why it refused, or why the sync failed. */
export async function syncThroughServer(server: RunningServer, from: string, replace: boolean): Promise<string> {
  const query = [
    { name: 'from', value: exportUrl(from) },
    { name: 'replace', value: replace ? '1' : '0' },
  ];
  let status = await server.ask(`/sync?${encodeQueryString(query)}`, syncStatusSchema, { method: 'POST' });
  while (status.running) {
    await setTimeout(POLL_MS);
    status = await server.ask('/sync', syncStatusSchema);
  }
  if (status.state === 'failing') throw new Error(status.reason ?? 'The sync failed');
  return `The server that runs has synced: as of ${status.syncedAt}`;
}
