import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { copyTestState } from '../../testing/testState';
import { migrate } from '../state/migrate';
import { openPglite } from '../state/pgliteStore';
import { createRowKeys } from '../state/rowKeys';
import { STATE_TABLES } from './stateRows';

test('every table that the migrations make is backed up', async ({ onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), 'ticketlens-tables-'));
  const state = await openPglite(copyTestState(folder));
  onTestFinished(async () => {
    await state.close();
    rmSync(folder, { recursive: true });
  });
  await migrate(state, createRowKeys(new Uint8Array(32)));
  const text = 'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()';
  const made = await state.rows(z.object({ name: z.string() }), text);
  const wanted = [...STATE_TABLES, 'schema_version', 'ticket_place'].sort();
  expect(made.map(({ name }) => name).sort()).toEqual(wanted);
});
