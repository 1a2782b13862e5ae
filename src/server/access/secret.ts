import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config';
import { createFileAtomically } from '../process/createFileAtomically';
import { isErrno } from '../process/errno';
import { makeFolder } from '../process/makeFolder';

/** The secret of HS256 tokens, ours and others': JWT_SECRET, or one that is made at first start and kept with mode 600 in DATA_DIR. */
export function loadSecret(config: Pick<Config, 'jwtSecret' | 'dataDir'>): Uint8Array {
  return new TextEncoder().encode(config.jwtSecret ?? readOrMake(config.dataDir));
}

function readOrMake(dataDir: string): string {
  const path = join(dataDir, 'secret');
  const existing = readIfThere(path);
  if (existing !== null) return existing;
  makeFolder(dataDir);
  // Another process may have been first: the secret is the one that is there.
  createFileAtomically(path, randomBytes(48).toString('base64url'));
  return readFileSync(path, 'utf8').trim();
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  }
}
