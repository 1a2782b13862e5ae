import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MARKER_FILE } from '../server/exports/jobs/exportFolder';

/** A small file system: a tmpfs, which only root can mount. */
export interface SmallDisk {
  folder: string;
  /** Fills it except for this number of bytes. */
  fill(left: number): void;
  makeRoom(): void;
  /** Names of its files, without the filler. */
  names(): string[];
  remove(): void;
}

const FILLER = 'filler';

/** Undefined if it cannot be mounted. */
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'ticketlens-small-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status === 0;
  if (!mounted) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  return {
    folder,
    fill(left) {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(join(folder, FILLER), Buffer.alloc(Math.max(0, bavail * bsize - left)));
    },
    makeRoom: () => rmSync(join(folder, FILLER), { force: true }),
    names: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== FILLER && entry.name !== MARKER_FILE)
        .map(({ name }) => name),
    remove() {
      unmount(folder);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Unmounts those in a folder that runs which broke off, or whose hooks failed, have left. */
export function unmountSmallDisks(folder: string): void {
  for (const line of readFileSync('/proc/mounts', 'utf8').split('\n')) {
    const [, path = ''] = line.split(' ');
    if (path.startsWith(`${folder}/`)) unmount(path);
  }
}

/** Also while a file there is still open. */
function unmount(folder: string): void {
  spawnSync('umount', ['--lazy', folder]);
}
