import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { formatCount } from '../../contract/format/numbers';
import type { Config } from '../config/config';
import type { TicketEngine } from '../engine/engine';
import { UNFINISHED_RESTORE } from '../process/unfinishedRestore';
import { migrate } from '../state/migrate';
import { MIGRATIONS } from '../state/migrations';
import type { RowKeys } from '../state/rowKeys';
import type { StateStore } from '../state/stateStore';
import { readStoreFacts } from '../tickets/storeFacts';
import { isSame } from './checksum';
import { fileFolders } from './makeBackup';
import { FILES_FOLDER, type Manifest, STATE_FILE, TICKETS_FILE } from './manifest';
import {
  checksumOf,
  continueNumbers,
  isUsed,
  STATE_TABLES,
  type StateTable,
  tableSchema,
  writeRows,
} from './stateRows';
import { requireKnownTickets, writeTicketRows } from './ticketRows';

/** What a back-up cannot be put back into, or by which version. */
export function requireRestorable(manifest: Manifest): void {
  requireKnownTickets(manifest.tickets);
  if (manifest.state.version <= MIGRATIONS.length) return;
  throw new Error(
    `The back-up was made by a newer version of Ticketlens (jobs and settings of schema ${manifest.state.version}): start that version.`,
  );
}

/** What stands in a data folder that a restore may fill. */
const HARMLESS = ['lock', 'lock.next', 'lost+found'];

/** @throws Error unless the data folder is empty, or what is in it is that of a restore that was cut. */
export async function beginRestore({ dataDir }: Pick<Config, 'dataDir'>): Promise<void> {
  const names = (await readdir(dataDir)).filter((name) => !HARMLESS.includes(name));
  if (names.length > 0 && !names.includes(UNFINISHED_RESTORE)) {
    throw new Error(
      `DATA_DIR: ${dataDir} is not empty, and a restore replaces nothing. Move it away, or choose another one.`,
    );
  }
  await writeFile(join(dataDir, UNFINISHED_RESTORE), '', { mode: 0o600, flush: true });
  // All of it is a restore's, since nothing was there when the first one began.
  for (const name of names) if (name !== UNFINISHED_RESTORE) await rm(join(dataDir, name), { recursive: true });
}

export async function endRestore({ dataDir }: Pick<Config, 'dataDir'>): Promise<void> {
  await rm(join(dataDir, UNFINISHED_RESTORE));
}

/** The files of a back-up, each where this server looks for it; the secret is among them. */
export async function restoreFiles(folder: string, config: Config, manifest: Manifest): Promise<void> {
  const folders = new Map(Object.entries(fileFolders(config)));
  for (const path of Object.keys(manifest.files)) {
    const [first, kind = '', name] = path.split('/');
    if (first !== FILES_FOLDER) continue;
    const target = name === undefined ? join(config.dataDir, kind) : join(folders.get(kind) ?? '', name);
    if (name !== undefined && !folders.has(kind)) continue;
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(folder, path), target);
  }
}

/** @throws Error unless nobody has used the store. */
export async function requireUnused(state: StateStore): Promise<void> {
  if (!(await isUsed(state))) return;
  throw new Error(
    'The store of jobs and settings that is to be filled is not empty, and nothing there is replaced. Choose another DATABASE_URL or DATA_DIR.',
  );
}

const lineSchema = z.object({ table: tableSchema });
const ROWS_AT_ONCE = 500;

/** All rows in one transaction, into tables of the version that they are of; the next start brings them up to date. */
export async function restoreState(
  folder: string,
  state: StateStore,
  keys: RowKeys,
  manifest: Manifest,
): Promise<void> {
  await migrate(state, keys, MIGRATIONS.slice(0, manifest.state.version));
  await requireUnused(state);
  const tables = STATE_TABLES.filter((table) => manifest.state.tables[table] !== undefined);
  await state.transaction(async (query) => {
    await query.query("SET LOCAL TimeZone = 'UTC'");
    // What the migrations themselves have written.
    for (const table of tables) await query.query(`DELETE FROM ${table}`);
    for await (const { table, rows } of storedRows(join(folder, STATE_FILE))) await writeRows(query, table, rows);
    for (const table of tables) {
      const [found, wanted] = [await checksumOf(query, table), manifest.state.tables[table]];
      if (wanted !== undefined && !isSame(found, wanted)) {
        throw new Error(
          `${table} does not read the same there: ${found.rows} of ${wanted.rows} rows. Nothing was changed.`,
        );
      }
    }
    await continueNumbers(query);
    // What a mirror had received of a run is not here: it reads that again.
    await query.query('UPDATE upstream_sync SET run = NULL');
    await forgetMissing(query, manifest);
  });
}

/** Files that had gone while the back-up was made: their jobs say so. */
async function forgetMissing(query: Pick<StateStore, 'query'>, { files }: Manifest): Promise<void> {
  const names = Object.keys(files).map((path) => path.replace(`${FILES_FOLDER}/exports/`, ''));
  await query.query(
    'UPDATE export_jobs SET file_name = NULL WHERE file_name IS NOT NULL AND NOT file_name = ANY($1::text[])',
    [names],
  );
}

async function* storedRows(path: string): AsyncGenerator<{ table: StateTable; rows: string[] }> {
  let table: StateTable | undefined;
  let rows: string[] = [];
  for await (const line of createInterface({ input: createReadStream(path).pipe(createGunzip()) })) {
    const at = line.indexOf(',');
    const of = lineSchema.parse(JSON.parse(`${line.slice(0, at)}}`)).table;
    if (table !== undefined && (of !== table || rows.length >= ROWS_AT_ONCE)) {
      yield { table, rows };
      rows = [];
    }
    table = of;
    rows.push(line.slice(at + '"row":'.length + 1, -1));
  }
  if (table !== undefined) yield { table, rows };
}

/** The tickets, in one step. @throws Error unless the store has none, or made-up ones alone. */
export async function restoreTickets(folder: string, engine: TicketEngine, { tickets }: Manifest): Promise<void> {
  await requireNoOwnTickets(engine);
  await writeTicketRows(
    engine,
    createReadStream(join(folder, TICKETS_FILE)).pipe(createGunzip()),
    tickets,
    () => tickets,
  );
}

export async function requireNoOwnTickets(engine: TicketEngine): Promise<void> {
  const { rows, demo } = await readStoreFacts(engine);
  if (rows === 0 || demo) return;
  throw new Error(
    `There are ${formatCount(rows)} tickets already, and none is replaced. Choose another DATA_DIR or CLICKHOUSE_DATABASE.`,
  );
}
