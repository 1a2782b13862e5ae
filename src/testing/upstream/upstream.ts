import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { TEST_BUILD } from '../../../vite.config';
import type { Ticket } from '../../contract/columns/columns';

export type FromUpstream = { type: 'ready'; url: string; token: string } | { type: 'changed'; number: number };

/** A Ticketlens server as the upstream of a mirror; tests change its tickets. */
export interface TestUpstream {
  url: string;
  token: string;
  /** Adds or replaces tickets; resolves once every request sees them. */
  put(tickets: readonly Partial<Ticket>[]): Promise<void>;
  remove(ids: readonly number[]): Promise<void>;
  stop(): Promise<void>;
}

const ROOT = resolve(import.meta.dirname, '../../..');

/** Starts it. @param environment settings such as REPORTING_PRIVACY_LEVEL. */
export async function startUpstream(environment: Record<string, string> = {}): Promise<TestUpstream> {
  const child = fork(join(ROOT, TEST_BUILD, 'upstream.js'), {
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  });
  const ended = once(child, 'exit').then((): FromUpstream[] => {
    throw new Error('the upstream ended before it was ready');
  });
  const [ready] = await Promise.race<FromUpstream[]>([once(child, 'message'), ended]);
  ended.catch(() => undefined);
  if (ready?.type !== 'ready') throw new Error('the upstream did not start');
  let number = 0;
  const change = async (put: readonly Partial<Ticket>[], remove: readonly number[]) => {
    number += 1;
    const mine = number;
    child.send({ number: mine, put, remove });
    for (;;) {
      const [message]: FromUpstream[] = await once(child, 'message');
      if (message?.type === 'changed' && message.number === mine) return;
    }
  };
  return {
    url: ready.url,
    token: ready.token,
    put: (tickets) => change(tickets, []),
    remove: (ids) => change([], ids),
    async stop() {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}
