import { mkdirSync } from 'node:fs';
import { closedFile } from '../process/closedFile';
import type { ObserveWork } from './observedWork';
import { SessionPool } from './sessionPool';

/**
 * A query holds one of the threads that Node.js also reads files with (src/setup/threads.cjs), and stopping a query
 * takes one as well. Of three, two can be files or imports, and two can be one caller's; questions beyond that wait in
 * line.
 */
const SESSIONS = 3;
/** A stream takes a thread only while a chunk of it is read, and lasts as long as its reader: nobody waits for that. */
const STREAM_SESSIONS = 2;

export interface ChdbPools {
  questions: SessionPool;
  streams: SessionPool;
  prompt: SessionPool;
  /** KILL QUERY needs a Session that is never busy. */
  control: SessionPool;
}

/** @throws Error that names the folder when it is damaged, or open in another process. */
export function openPools(folder: string, observe: ObserveWork | undefined): ChdbPools {
  mkdirSync(folder, { recursive: true });
  try {
    return {
      questions: new SessionPool(folder, SESSIONS, observe),
      streams: new SessionPool(folder, STREAM_SESSIONS, observe),
      prompt: new SessionPool(folder, 1),
      control: new SessionPool(folder, 1),
    };
  } catch (cause) {
    const closed = closedFile(folder);
    if (closed !== undefined) {
      throw new Error(
        `DATA_DIR: the user of this process may not read and write ${closed}: another user has made it. Give the folder back to its user (chown -R). Nothing was changed.`,
        { cause },
      );
    }
    // Why, the engine writes to the error output itself.
    throw new Error(
      `DATA_DIR: ${folder}, which holds the tickets, cannot be opened: it is damaged, or another process has it open. What the engine says of it stands above. Nothing was changed; put a copy of the folder back.`,
      { cause },
    );
  }
}
