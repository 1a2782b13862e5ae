import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A zip file of the given files by name. @param compress whether they are packed. */
export async function makeZip(files: Readonly<Record<string, string | Buffer>>, compress = true): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name, { compress });
  zip.end();
  return await buffer(zip.outputStream);
}
