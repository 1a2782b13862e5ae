import { timingSafeEqual } from 'node:crypto';
import { ApiError } from '../../../contract/errors';
import type { Backend } from '../../backend';

/** @throws ApiError forbidden unless the sender has read the key in the data folder. */
export function requireCommandKey({ commandKey }: Backend, key: string): void {
  const [a, b] = [Buffer.from(key), Buffer.from(commandKey)];
  if (a.length === b.length && timingSafeEqual(a, b)) return;
  throw new ApiError('forbidden', 'The key is not that of the data folder');
}
