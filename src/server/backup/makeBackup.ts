import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Config } from '../config/config';
import type { TicketEngine } from '../engine/engine';
import { MARKER_FILE } from '../exports/jobs/exportFolder';
import { isErrno } from '../process/errno';
import type { StateStore } from '../state/stateStore';
import { digestOf, HashSum } from './checksum';
import { FILES_FOLDER, MANIFEST, type Manifest, STATE_FILE, TICKETS_FILE } from './manifest';
import { beginReading, checksumOf, readRows, readSchemaVersion, STATE_TABLES } from './stateRows';
import { readTicketRows, readTicketsForm } from './ticketRows';

export interface BackupPlace {
  config: Config;
  engine: TicketEngine;
  state: StateStore;
}

/** Of 1 is a third larger than of 6, and takes a third of the time. */
const PACKED = { level: 1 };

/**
 * Writes everything that a server has into a folder, while it runs: tickets of one moment, and jobs, views and settings of
 * the moment before, so that a mirror reads again what it may have missed.
 * @param signal aborted when it is given up.
 * @throws Error in words; the folder has no manifest then, and counts for nothing.
 */
export async function makeBackup(
  { config, engine, state }: BackupPlace,
  folder: string,
  signal = new AbortController().signal,
): Promise<Manifest> {
  await requireBackupFolder(config, folder);
  const { tables, version } = await writeState(state, join(folder, STATE_FILE), signal);
  await copyFiles(config, join(folder, FILES_FOLDER));
  const form = await readTicketsForm(engine);
  const sum = new HashSum();
  await writePacked(readTicketRows(engine, form.columns, sum, signal), join(folder, TICKETS_FILE), signal);
  const manifest: Manifest = {
    format: 1,
    madeAt: new Date().toISOString(),
    tickets: { ...form, ...sum.checksum },
    state: { version, tables },
    files: await digestsBelow(folder),
  };
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, undefined, 2)}\n`, { mode: 0o600, flush: true });
  return manifest;
}

/** Makes it where it is not there. @throws Error in words unless a back-up can be made there. */
export async function requireBackupFolder({ dataDir, exports }: Config, folder: string): Promise<void> {
  for (const own of [dataDir, exports.folder]) {
    if (!relative(own, resolve(folder)).startsWith('..')) {
      throw new Error(`${folder} lies in ${own}, which a back-up is to outlive. Choose another folder.`);
    }
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty. Choose another folder.`);
}

async function writeState(state: StateStore, path: string, signal: AbortSignal): Promise<Manifest['state']> {
  return state.transaction(async (query) => {
    await beginReading(query);
    const tables: Manifest['state']['tables'] = {};
    const lines = async function* () {
      for (const table of STATE_TABLES) {
        for await (const rows of readRows(query, table)) {
          yield Buffer.from(rows.map((row) => `{"table":"${table}","row":${row}}\n`).join(''));
        }
        tables[table] = await checksumOf(query, table);
      }
    };
    await writePacked(lines(), path, signal);
    return { version: await readSchemaVersion(query), tables };
  });
}

async function writePacked(pieces: AsyncIterable<Buffer>, path: string, signal: AbortSignal): Promise<void> {
  const file = createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true });
  await pipeline(Readable.from(pieces), createGzip(PACKED), file, { signal });
}

/** Where files of a server are found, and what they are called in a back-up. */
export function fileFolders({ dataDir, exports }: Pick<Config, 'dataDir' | 'exports'>): Record<string, string> {
  return { exports: exports.folder, outbox: join(dataDir, 'outbox'), sync: join(dataDir, 'sync') };
}

/** The id of a mirror's store; its spool is begun anew. */
const SYNC_FILES = ['store'];

async function copyFiles(config: Config, target: string): Promise<void> {
  await mkdir(target, { mode: 0o700 });
  await copyIfThere(join(config.dataDir, 'secret'), join(target, 'secret'));
  for (const [name, folder] of Object.entries(fileFolders(config))) {
    const names = await readdir(folder).catch(() => []);
    const wanted = names.filter((each) => (name === 'sync' ? SYNC_FILES.includes(each) : isFinished(each)));
    for (const each of wanted) await copyIfThere(join(folder, each), join(target, name, each));
  }
}

/** What is being written will be made again. */
function isFinished(name: string): boolean {
  return name === MARKER_FILE || (!name.startsWith('.') && !name.endsWith('.part'));
}

/** A file that goes meanwhile was given up by then. */
async function copyIfThere(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await copyFile(from, to).catch((error: unknown) => {
    if (!isErrno(error, 'ENOENT')) throw error;
  });
}

async function digestsBelow(folder: string): Promise<Manifest['files']> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: Manifest['files'] = {};
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    files[relative(folder, path)] = { sha256: await digestOf(path) };
  }
  return files;
}
