import { errnoOf } from './errno';

/** The disk did not take a file; trying again helps once there is room. The words are for whoever asked for it. */
export class DiskFullError extends Error {}

/** What a writer threw, or a DiskFullError where the disk was the reason: nobody else knows which codes mean that. */
export function orDiskFullError(error: unknown): unknown {
  const text = error instanceof Error ? `${errnoOf(error) ?? ''} ${error.message}` : '';
  return FULL.test(text) ? new DiskFullError('The disk of the server is full') : error;
}

const FULL = /ENOSPC|EDQUOT|no space left|NOT_ENOUGH_SPACE/i;
