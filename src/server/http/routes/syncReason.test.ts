import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Permission } from '../../../contract/privacy';
import { profileSchema } from '../../../contract/responses/sessionResponses';
import { openTestBackend, type TestBackend } from '../../../testing/testBackend';
import { logger } from '../../log/logger';

/** What another instance answered can name its address or its people: those who run the mirror read it, others that it is behind. */

let upstream: Server;
let server: TestBackend;

beforeAll(async () => {
  upstream = createServer((_, response) => response.writeHead(403).end()).listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const { port } = upstream.address() as AddressInfo;
  server = await openTestBackend({
    REPORTING_SYNC_URL: `http://127.0.0.1:${port}`,
    REPORTING_SYNC_MINUTES: '15',
    TICKETLENS_UPSTREAM_TOKEN: 'refused',
  });
  const log = vi.spyOn(logger, 'error').mockReturnValue(undefined);
  await server.backend.sync.run().catch(() => undefined);
  log.mockRestore();
});
afterAll(async () => {
  await server.close();
  upstream.close();
});

async function syncFor(permissions: readonly Permission[]) {
  const token = await server.tokenFor('ben@example.com', permissions);
  return profileSchema.parse(await (await server.call('/profile', { token })).json()).sync;
}

test('every reader is told that the mirror fails, and why only those who may import', async () => {
  const told = await syncFor(['reportTickets', 'exportData', 'viewSensitiveDataInExport']);
  expect(told).toMatchObject({ state: 'failing', failingSince: expect.any(String), reason: null });
  expect(await syncFor(['reportTickets', 'importTickets'])).toMatchObject({
    state: 'failing',
    reason: expect.stringContaining('403'),
  });
});
