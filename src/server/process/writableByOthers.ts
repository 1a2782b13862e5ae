import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const WRITE = 0o022;
/** Who may write such a folder cannot replace what is another's in it. */
const STICKY = 0o1000;

/**
 * Why others than this process's user (and root) could put files of theirs into a folder, or another folder in its
 * place: each folder on the way to it that they may write, with its mode or owner.
 */
export async function writableByOthers(folder: string): Promise<string[]> {
  const way = foldersTo(await realpath(folder));
  const whys = await Promise.all(way.map((each, index) => whyWritable(each, index > 0)));
  return whys.flatMap((why) => why ?? []);
}

/** The folder and its parents up to the root. */
function foldersTo(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersTo(parent)];
}

async function whyWritable(folder: string, isParent: boolean): Promise<string | undefined> {
  const { mode, uid } = await stat(folder);
  const trusted = [0, process.getuid?.() ?? 0];
  if (!trusted.includes(uid)) return `${folder} (belongs to user ${uid})`;
  if ((mode & WRITE) === 0 || (isParent && (mode & STICKY) !== 0)) return undefined;
  return `${folder} (mode ${(mode & 0o7777).toString(8)})`;
}
