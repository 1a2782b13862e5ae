import { stat } from 'node:fs/promises';
import type { ImportSource } from './container/source';

/** The error of a file that cannot be read is thrown when it is opened. */
export async function totalSize(sources: readonly ImportSource[]): Promise<number> {
  const sizes = await Promise.all(
    sources.map(({ path }) =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
