import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { TEST_BUILD } from '../../../vite.config';
import type { ClickhouseSettings } from '../../server/config/clickhouseSettings';
import { freePort } from '../freePort';
import type { Fault } from './faults';

export type FromStandIn = { type: 'ready' } | { type: 'heard'; number: number };

/**
 * A server that speaks ClickHouse's HTTP interface over the embedded engine: parameters, settings, formats, INSERT with
 * its rows, KILL QUERY, a user that may read and one that may write, compression, and everything that can go wrong.
 */
export interface StandIn {
  settings: ClickhouseSettings;
  /** The next statements of a text meet a fault. */
  fault(fault: Fault): Promise<void>;
  /** Ends it like a power failure, and starts it again on the same folder and port. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const ROOT = resolve(import.meta.dirname, '../../..');
/** Each of its statements takes one while it runs. */
const THREADS = '64';

/** @param folder for its tables. */
export async function startStandIn(folder: string): Promise<StandIn> {
  const port = await freePort();
  const start = () =>
    startProcess({ STAND_IN_FOLDER: folder, STAND_IN_PORT: String(port), UV_THREADPOOL_SIZE: THREADS });
  let child = await start();
  let number = 0;
  const kill = async () => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  const user = (name: string, password: string) => ({ name, password, certificate: undefined });
  return {
    settings: {
      url: `http://127.0.0.1:${port}`,
      database: 'ticketlens',
      compression: true,
      ca: undefined,
      reader: user('reader', 'reads'),
      importer: user('importer', 'writes'),
    },
    async fault(fault) {
      number += 1;
      const mine = number;
      child.send({ number: mine, fault });
      for (;;) {
        const [message]: FromStandIn[] = await once(child, 'message');
        if (message?.type === 'heard' && message.number === mine) return;
      }
    },
    kill,
    async start() {
      child = await start();
    },
    stop: kill,
  };
}

async function startProcess(environment: Record<string, string>): Promise<ChildProcess> {
  const child = fork(join(ROOT, TEST_BUILD, 'clickhouse.js'), {
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  });
  const ended = once(child, 'exit').then((): FromStandIn[] => {
    throw new Error('the stand-in ended before it was ready');
  });
  await Promise.race<FromStandIn[]>([once(child, 'message'), ended]);
  ended.catch(() => undefined);
  return child;
}
