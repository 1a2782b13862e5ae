import { readFileSync } from 'node:fs';

/**
 * Names a process for as long as the machine runs: its pid and, where the system tells, its start time, since a
 * pid can be given to another program.
 */
export function ownMark(): string {
  return `${process.pid} ${statOf(process.pid)?.started ?? ''}`;
}

/** Whether the process that a mark names still runs. */
export function isAlive(mark: string): boolean {
  const [pidText, started] = mark.split(' ');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const stat = statOf(pid);
  if (stat === undefined) return true;
  // A zombie is a process that has ended and whose parent has not asked how; in containers it may never ask.
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
