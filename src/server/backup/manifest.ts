import { lstat, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../contract/format/parseJson';
import { digestOf } from './checksum';
import { tableSchema } from './stateRows';
import { ticketsFormSchema } from './ticketRows';

/** What a back-up's folder holds. It is written last: a folder without it is half a back-up. */

export const MANIFEST = 'backup.json';
export const TICKETS_FILE = 'tickets.tsv.gz';
export const STATE_FILE = 'state.ndjson.gz';
/** Below it lie copies of files of the data folder, and those of exports. */
export const FILES_FOLDER = 'files';

const checksumSchema = z.object({ rows: z.int(), hash: z.string() });

export const manifestSchema = z.object({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  tickets: checksumSchema.extend(ticketsFormSchema.shape),
  state: z.object({ version: z.int(), tables: z.partialRecord(tableSchema, checksumSchema) }),
  /** Every file of the folder but this one, by its path in it. */
  files: z.record(z.string().regex(/^[\w.-]+(\/[\w.-]+)*$/), z.object({ sha256: z.string() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** @throws Error that says why the folder is no whole back-up. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new Error(
      `${folder} is no whole back-up: it has no ${MANIFEST}, which is written last. Nothing was changed.`,
    );
  }
  const manifest = manifestSchema.safeParse(parseJson(text));
  if (!manifest.success) {
    throw new Error(`${join(folder, MANIFEST)} is damaged, or of a newer version. Nothing was changed.`);
  }
  for (const [path, { sha256 }] of Object.entries(manifest.data.files)) await requireSame(folder, path, sha256);
  return manifest.data;
}

async function requireSame(folder: string, path: string, sha256: string): Promise<void> {
  if (path.split('/').includes('..')) throw new Error(`${MANIFEST} names ${path}, which is none of its files`);
  const isIts = await isFileIn(folder, path).catch(() => false);
  const found = isIts ? await digestOf(join(folder, path)).catch(() => undefined) : undefined;
  if (found === sha256) return;
  const what = found === undefined ? 'is missing' : 'is not as it was written';
  throw new Error(`${folder} is no whole back-up: ${path} ${what}. Nothing was changed.`);
}

/** A link, also of a folder on the way, would bring another file of this machine into the data folder. */
async function isFileIn(folder: string, path: string): Promise<boolean> {
  const real = await realpath(join(folder, path));
  return real === join(await realpath(folder), path) && (await lstat(real)).isFile();
}
