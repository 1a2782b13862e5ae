import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFileAtomically } from './createFileAtomically';
import { requireOwner } from './dataDirOwner';
import { errnoOf, isErrno } from './errno';
import { makeFolder } from './makeFolder';
import { isAlive, ownIdentity } from './processIdentity';
import { requireRestored } from './unfinishedRestore';

/**
 * One process per data folder. PGlite takes no lock of its own (two processes were seen to write both), so
 * this one is taken before either store opens. A lock is stale, and is replaced, once its process has ended.
 * @param restoring takes a folder that a restore has left unfinished as well.
 * @throws Error that names DATA_DIR.
 */
export function lockDataDir(dataDir: string, { restoring = false } = {}): { release(): void } {
  if (!restoring) requireRestored(dataDir);
  const path = lockPath(dataDir);
  const holder = explainErrno(dataDir, () => {
    makeFolder(dataDir);
    requireOwner(dataDir);
    return acquire(path, ownIdentity());
  });
  if (holder === undefined) return { release: () => release(path, ownIdentity()) };
  throw new Error(
    `${dataDir} is in use by another Ticketlens process (pid ${holder.split(' ')[0]}). Stop it first, or choose another DATA_DIR.`,
  );
}

/** The identity of the running process that holds the lock of the data folder; undefined when there is none. */
export function lockHolder(dataDir: string): string | undefined {
  const holder = read(lockPath(dataDir));
  return holder !== undefined && isAlive(holder) ? holder : undefined;
}

const lockPath = (dataDir: string) => join(dataDir, 'lock');

/** A lock that changes more often is not one of processes that start and stop. */
const MAX_TRIES = 100;

/** @returns undefined when the lock is acquired, else the identity of the process that holds it. */
function acquire(path: string, own: string): string | undefined {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    if (createFileAtomically(path, own)) return undefined;
    const holder = read(path);
    // It was released meanwhile.
    if (holder === undefined) continue;
    if (isAlive(holder)) return holder;
    // Replacing a stale lock takes a second lock, so that no other process replaces it between check and write.
    const replaceLock = `${path}.next`;
    const other = acquire(replaceLock, own);
    if (other !== undefined) return other;
    try {
      if (read(path) === holder) {
        replace(path, own);
        return undefined;
      }
    } finally {
      release(replaceLock, own);
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
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}

const ERRNO_TEXT: Record<string, string> = {
  EEXIST: 'it is a file, not a folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'it can only be read',
  ENOENT: 'no folder can be made there',
  ENOSPC: 'the disk is full',
};

function explainErrno<T>(dataDir: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = errnoOf(error);
    if (code === undefined) throw error;
    throw new Error(`DATA_DIR: ${dataDir} cannot be used: ${ERRNO_TEXT[code] ?? code}`, { cause: error });
  }
}
