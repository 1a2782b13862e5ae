import { lockDataDir } from '../server/process/dataDirLock';

/** A process that acquires the lock of a data folder on each message, after it has released the previous one. */

export interface LockOrder {
  dataDir: string;
  /** Milliseconds since 1970 at which to try, so that several processes do it at once. */
  at: number;
}

let lock: ReturnType<typeof lockDataDir> | undefined;

process.on('message', (order: LockOrder) => {
  lock?.release();
  lock = undefined;
  while (Date.now() < order.at);
  try {
    lock = lockDataDir(order.dataDir);
  } catch {
    // Another process holds it.
  }
  process.send?.(lock !== undefined);
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
