import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config/config';
import { createFileAtomically } from '../process/createFileAtomically';
import type { StateStore } from '../state/stateStore';
import { progressSchema } from './pull';
import { watermarksSchema } from './watermarks';

/** The state of syncs, in the state store: one row for each store of tickets, which mirrors one upstream. */

const count = z.coerce.number().int().nonnegative();

/** A running or interrupted run. */
const runSchema = z.object({
  whole: z.boolean(),
  replace: z.boolean(),
  /** Null until the first page is read. */
  progress: progressSchema.nullable(),
  /** Length of the whole pages in the spool file. */
  bytes: count,
  rows: count,
});
export type SyncRun = z.infer<typeof runSchema>;

const syncSchema = z.object({
  /** The address of the upstream's export. */
  url: z.string(),
  /** Null until a whole run has been stored. */
  marks: watermarksSchema.nullable(),
  run: runSchema.nullable(),
  whole_at: z.date().nullable(),
  synced_at: z.date().nullable(),
  /** Since when every attempt has failed, and why the newest did. */
  failing_since: z.date().nullable(),
  failure: z.string().nullable(),
  /** Tickets of the newest stored run that were rejected. */
  rejected: count,
  /** Columns of the upstream that all mirrored tickets have; null where nobody noted them. */
  columns: z.array(z.string()).nullable(),
  /** Columns that the newest stored run did not bring, and names that it brought and that are no columns here. */
  missing: z.array(z.string()),
  left_out: z.array(z.string()),
});
export type SyncRow = z.infer<typeof syncSchema>;

const COLUMNS = Object.keys(syncSchema.shape) as (keyof SyncRow)[];

export interface SyncPlace {
  config: Config;
  state: StateStore;
}

export async function readSync({ config, state }: SyncPlace): Promise<SyncRow | undefined> {
  const text = `SELECT ${COLUMNS.join(', ')} FROM upstream_sync WHERE store = $1`;
  return state.row(syncSchema, text, [await storeId(config.dataDir)]);
}

export async function writeSync({ config, state }: SyncPlace, row: SyncRow): Promise<void> {
  const values = [await storeId(config.dataDir), ...COLUMNS.map((name) => row[name])];
  const places = values.map((_, index) => `$${index + 1}`).join(', ');
  const updates = COLUMNS.map((name) => `${name} = excluded.${name}`).join(', ');
  await state.query(
    `INSERT INTO upstream_sync (store, ${COLUMNS.join(', ')}) VALUES (${places})
     ON CONFLICT (store) DO UPDATE SET ${updates}`,
    values,
  );
}

/** Stored in the folder of the tickets, so that removing these resets the state of syncs. */
async function storeId(dataDir: string): Promise<string> {
  const path = join(dataDir, 'sync', 'store');
  const known = await readFile(path, 'utf8').catch(() => undefined);
  if (known !== undefined) return z.uuid().parse(known);
  await mkdir(dirname(path), { recursive: true });
  // Another caller may have created the file meanwhile: its id counts.
  createFileAtomically(path, randomUUID());
  return z.uuid().parse(await readFile(path, 'utf8'));
}

export function newSync(url: string): SyncRow {
  return {
    url,
    marks: null,
    run: null,
    whole_at: null,
    synced_at: null,
    failing_since: null,
    failure: null,
    rejected: 0,
    columns: null,
    missing: [],
    left_out: [],
  };
}
