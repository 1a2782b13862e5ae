import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** Of rows in any order: how many, and the sum of their hashes. Equal rows have equal ones in every engine and store. */
export interface RowsChecksum {
  rows: number;
  /** A decimal number. */
  hash: string;
}

/** Adds hashes as the engine's sum of UInt64 does, which begins anew at 2^64. */
export class HashSum {
  #rows = 0;
  #sum = 0n;

  add(hash: string): void {
    this.#rows += 1;
    this.#sum = BigInt.asUintN(64, this.#sum + BigInt(hash));
  }

  get checksum(): RowsChecksum {
    return { rows: this.#rows, hash: String(this.#sum) };
  }
}

export function isSame(a: RowsChecksum, b: RowsChecksum): boolean {
  return a.rows === b.rows && a.hash === b.hash;
}

/** SHA-256 of a file, in lower-case hex. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1_048_576 })) hash.update(chunk);
  return hash.digest('hex');
}
