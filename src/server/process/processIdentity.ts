import { readFileSync } from 'node:fs';
import { isErrno } from './errno';

/**
 * Identifies this process until the machine restarts: `pid start-time`, since pids are reused. Without a start time
 * where there is no /proc.
 */
export function ownIdentity(): string {
  return `${process.pid} ${statOf(process.pid)?.started ?? ''}`;
}

/** Whether the process with this identity still runs. */
export function isAlive(identity: string): boolean {
  const [pidText, started] = identity.split(' ');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs as another user.
    if (!isErrno(error, 'EPERM')) return false;
  }
  const stat = statOf(pid);
  if (stat === undefined) return true;
  // A zombie has ended, but its parent has not waited for it; in containers it may never do so.
  return !/[ZX]/.test(stat.state) && (started === undefined || started === '' || stat.started === started);
}

/** Fields 3 and 22 of /proc/PID/stat: its state, and clock ticks since boot at which it started. */
function statOf(pid: number): { state: string; started: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces, so fields are counted behind the last parenthesis.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', started: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}
