import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyTestState } from '../../testing/testState';
import { ConfigError } from '../config/configError';
import { openPglite } from './pgliteStore';
import { requireSameTickets } from './sameTickets';
import type { StateStore } from './stateStore';

test('of the processes on one store those whose tickets are elsewhere do not start; one that is alone may have moved', async ({
  onTestFinished,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'ticketlens-place-'));
  const store = await openPglite(copyTestState(folder));
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  // As a PostgreSQL that others work on.
  const busy: StateStore = { ...store, shared: true, isAlone: async () => false };
  await requireSameTickets(busy, 'one');
  await requireSameTickets(busy, 'one');
  const refused = requireSameTickets(busy, 'other');
  await expect(refused).rejects.not.toBeInstanceOf(ConfigError);
  await expect(refused).rejects.toThrow(/^CLICKHOUSE_URL, CLICKHOUSE_DATABASE: .* Name that one/);
  await requireSameTickets({ ...busy, isAlone: async () => true }, 'other');
  await expect(requireSameTickets(busy, 'one')).rejects.toThrow(/^CLICKHOUSE_URL/);
});
