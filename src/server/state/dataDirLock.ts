import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One process per data folder. PGlite takes no lock of its own (two processes were seen to write both), so
 * this is taken before either store opens. Only the lock of a process that is gone is taken over.
 */
export function lockDataDir(dataDir: string): { release(): void } {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'lock');
  const own = ownMark(process.pid);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (create(path, own)) return { release: () => release(path, own) };
    const holder = read(path);
    if (holder === null) continue;
    if (isAlive(holder)) {
      throw new Error(
        `${dataDir} is in use by another Ticketlens process (pid ${holder.split(' ')[0]}). Stop it first, or choose another DATA_DIR.`,
      );
    }
    takeAway(path, holder);
  }
  throw new Error(`${dataDir} could not be locked: another process keeps taking it.`);
}

function create(path: string, mark: string): boolean {
  try {
    // wx fails when the file exists, so of two processes only one can create it.
    writeFileSync(path, mark, { flag: 'wx' });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** Moves a dead holder's lock away; should another process have replaced it meanwhile, that one is put back. */
function takeAway(path: string, holder: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  const moved = read(aside);
  if (moved === holder || moved === null) rmSync(aside, { force: true });
  else renameSync(aside, path);
}

function release(path: string, own: string): void {
  if (read(path) === own) rmSync(path, { force: true });
}

/** Pid and, where the system tells, its start time: a pid can be given to another program after a restart. */
function ownMark(pid: number): string {
  return `${pid} ${startTime(pid)}`;
}

function isAlive(mark: string): boolean {
  const [pidText, started] = mark.split(' ');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    if (!isCode(error, 'EPERM')) return false;
  }
  return started === undefined || started === '' || startTime(pid) === started;
}

/** Clock ticks since boot at which the process started (field 22 of /proc/PID/stat); empty elsewhere. */
function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces, so fields are counted behind the last parenthesis.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
