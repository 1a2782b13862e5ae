import { spawn } from 'node:child_process';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';

/** The cost of some work besides its time. */
export interface Cost {
  seconds: number;
  /** Peak memory in bytes beyond that at the start. */
  memory: number;
  /** The longest stall of the event loop in ms, here and in an idle process. */
  stall: number;
  idleStall: number;
}

const MEMORY_INTERVAL_MS = 50;

/** An idle process that measures its stalls until its input ends: a busy machine causes some. */
const IDLE_PROCESS = `const delay = require('node:perf_hooks').monitorEventLoopDelay({ resolution: 5 });
delay.enable();
process.stdin.resume().on('end', () => console.log(delay.max / 1e6));`;

export async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const idle = spawn(process.execPath, ['-e', IDLE_PROCESS], { stdio: ['pipe', 'pipe', 'inherit'] });
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, MEMORY_INTERVAL_MS);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const started = performance.now();
  await work();
  const seconds = (performance.now() - started) / 1000;
  delay.disable();
  clearInterval(watch);
  idle.stdin.end();
  const idleStall = Number(await text(idle.stdout));
  return { seconds, memory: peak - before, stall: delay.max / 1e6, idleStall };
}

export function formatCost({ seconds, memory, stall, idleStall }: Cost): string {
  const figures = [`${seconds.toFixed(1)} s`, `+${(memory / 1e6).toFixed(0)} MB`];
  return `${figures.join(', ')}, longest stall ${stall.toFixed(0)} ms (${idleStall.toFixed(0)} ms in a process that did nothing meanwhile)`;
}
