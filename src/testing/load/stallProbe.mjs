import { appendFileSync, readFileSync } from 'node:fs';

/**
 * Loaded into a server (`node --import`): writes to LOAD_STALLS a line for each turn of the event loop that took the
 * main thread more than a few ms of processor time. Time in which a busy machine did not run it does not count.
 */

const TICK_MS = 5;
const NOTED_MS = 20;
const file = process.env.LOAD_STALLS;

/** Processor time of the main thread in ms; Linux alone tells it by thread. */
function usedMs() {
  const [used = '0'] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
  return Number(used) / 1e6;
}

if (file !== undefined) {
  let before = usedMs();
  setInterval(() => {
    const used = usedMs() - before;
    if (used > NOTED_MS) appendFileSync(file, `${Date.now()} ${used.toFixed(1)}\n`);
    before = usedMs();
  }, TICK_MS).unref();
}
