import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config';
import { createFileAtomically } from '../process/createFileAtomically';
import { isErrno } from '../process/errno';
import { makeFolder } from '../process/makeFolder';

/** Ours are longer; as for JWT_SECRET. */
const MIN_LENGTH = 32;

/** The secret of HS256 tokens, ours and others': JWT_SECRET, or one that is made at first start and kept with mode 600 in DATA_DIR. @throws Error when that is damaged. */
export function loadSecret(config: Pick<Config, 'jwtSecret' | 'dataDir'>): Uint8Array {
  return new TextEncoder().encode(config.jwtSecret ?? readOrMake(config.dataDir));
}

function readOrMake(dataDir: string): string {
  const path = join(dataDir, 'secret');
  const existing = readIfThere(path);
  if (existing !== null) return requireLong(existing, path);
  makeFolder(dataDir);
  // Another process may have been first: the secret is the one that is there.
  createFileAtomically(path, randomBytes(48).toString('base64url'));
  return readFileSync(path, 'utf8').trim();
}

/** What is left of a file that was cut would sign tokens, and anybody could guess it. */
function requireLong(secret: string, path: string): string {
  if (secret.length >= MIN_LENGTH) return secret;
  throw new Error(
    `DATA_DIR: ${path} is damaged: it has ${secret.length} characters, and a secret at least ${MIN_LENGTH}. Put a copy of the file back; or remove it, and the next start makes another one: tokens, sessions and the exports of before end then.`,
  );
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  }
}
