import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWhole } from './createWhole';
import { makeFolder } from './makeFolder';
import { isAlive, ownMark } from './processIdentity';

/**
 * One process per data folder. PGlite takes no lock of its own (two processes were seen to write both), so
 * this is taken before either store opens. Only the lock of a process that is gone is taken over.
 * @throws Error that names DATA_DIR.
 */
export function lockDataDir(dataDir: string): { release(): void } {
  const path = lockPath(dataDir);
  const holder = orRefuse(dataDir, () => {
    makeFolder(dataDir);
    return take(path, ownMark());
  });
  if (holder === undefined) return { release: () => release(path, ownMark()) };
  throw new Error(
    `${dataDir} is in use by another Ticketlens process (pid ${holder.split(' ')[0]}). Stop it first, or choose another DATA_DIR.`,
  );
}

/** The mark of the process that has the data folder; undefined when none that runs has it. */
export function holderOf(dataDir: string): string | undefined {
  const holder = read(lockPath(dataDir));
  return holder !== undefined && isAlive(holder) ? holder : undefined;
}

const lockPath = (dataDir: string) => join(dataDir, 'lock');

/** A lock that comes and goes so often is not one that processes take and release. */
const MAX_TRIES = 100;

/** @returns undefined when the lock is ours now, else the mark of the process that has it. */
function take(path: string, own: string): string | undefined {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    if (createWhole(path, own)) return undefined;
    const holder = read(path);
    // It was released in between.
    if (holder === undefined) continue;
    if (isAlive(holder)) return holder;
    // Whoever takes a dead holder's place needs a lock for that, so nobody else does between the look and the change.
    const right = `${path}.next`;
    const other = take(right, own);
    if (other !== undefined) return other;
    try {
      if (read(path) === holder) {
        replace(path, own);
        return undefined;
      }
    } finally {
      release(right, own);
    }
  }
  throw new Error(`${path} is no lock of a Ticketlens process. Remove it if none runs.`);
}

function replace(path: string, own: string): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, own, { mode: 0o600 });
  renameSync(draft, path);
}

function release(path: string, own: string): void {
  if (read(path) === own) rmSync(path, { force: true });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

const WORDS: Record<string, string> = {
  EEXIST: 'it is a file, not a folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'it can only be read',
  ENOENT: 'no folder can be made there',
  ENOSPC: 'the disk is full',
};

function orRefuse<T>(dataDir: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw new Error(`DATA_DIR: ${dataDir} cannot be used: ${WORDS[code] ?? code}`, { cause: error });
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
