import { linkSync, rmSync, writeFileSync } from 'node:fs';

/** Creates a file that its owner alone may read, whole or not at all. @returns false when there is one already. */
export function createWhole(path: string, content: string): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600, flush: true });
  try {
    // A link appears with all of its content, and of several processes only one can make it.
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
