import { linkSync, rmSync, writeFileSync } from 'node:fs';
import { isErrno } from './errno';

/** Creates a file with mode 600, with all of its content or not at all. @returns false when the file exists. */
export function createFileAtomically(path: string, content: string): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600, flush: true });
  try {
    // link() is atomic, and fails when another process has created the file.
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
