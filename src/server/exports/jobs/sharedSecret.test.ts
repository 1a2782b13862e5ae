import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { copyTestState } from '../../../testing/testState';
import { ConfigError } from '../../config/configError';
import { logger } from '../../log/logger';
import { migrate } from '../../state/migrate';
import { openPglite } from '../../state/pgliteStore';
import { createRowKeys } from '../../state/rowKeys';
import type { StateStore } from '../../state/stateStore';
import { requireSharedSecret } from './sharedSecret';

const keysOf = (secret: string) => createRowKeys(new TextEncoder().encode(secret));
const OURS = keysOf('a secret of this test, which is long enough');
const OTHER = keysOf('another secret, which is long enough as well');
let folder: string;
let store: StateStore;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ticketlens-secret-'));
  store = await openPglite(copyTestState(folder));
  await migrate(store, OURS);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

test('a server with another secret than the others on its database does not start, and says what to do', async () => {
  const shared = { ...store, shared: true };
  await requireSharedSecret(shared, OURS);
  const refused = requireSharedSecret(shared, OTHER);
  await expect(refused).rejects.not.toBeInstanceOf(ConfigError);
  await expect(refused).rejects.toThrow(/^JWT_SECRET.*all of them must share one.*DELETE FROM signing_key/);
  // As it says.
  await store.query('DELETE FROM signing_key');
  await requireSharedSecret(shared, OTHER);
  await expect(requireSharedSecret(shared, OURS)).rejects.toThrow(/^JWT_SECRET/);
});

test('a store of one process takes its new secret, and says what that costs, once', async () => {
  const warned = vi.spyOn(logger, 'warn').mockReturnValue(undefined);
  await requireSharedSecret(store, OURS);
  await requireSharedSecret(store, OURS);
  expect(warned.mock.calls).toEqual([[expect.stringMatching(/^JWT_SECRET.*have to be asked for again/)]]);
  warned.mockRestore();
});
