import { setTimeout as pause } from 'node:timers/promises';
import PgBoss from 'pg-boss';
import { z } from 'zod';
import type { StateQuery, StateStore } from '../../state/stateStore';

/**
 * The queues: pg-boss on the state store. They carry ids alone and decide who looks at which job when; what is
 * true of a job, its tries included, stands in export_jobs. A lost or doubled entry therefore does no harm.
 */

/** Two lanes each: a small file need not wait behind a large one, nor a mail behind one that hangs. */
const LANES = { 'export-files': 2, 'export-mails': 2 } as const;
export type QueueName = keyof typeof LANES;
const QUEUE_NAMES = Object.keys(LANES) as QueueName[];

const payloadSchema = z.object({ jobId: z.string() });

/** The workers are told of new entries; this only finds those whose delay has passed, or whose call was missed. */
const POLL_MS = 2000;
/** The store's clock decides whether a delay has passed. */
const WAKE_LATE_MS = 20;
/** pg-boss then forgets who held an entry; the job itself was taken from a dead worker long before. */
const EXPIRE_HOURS = 12;

export interface ExportQueue {
  /** Puts a job in line, within the caller's transaction: job and queue entry are written together or not at all. */
  send(query: StateQuery, name: QueueName, jobId: string, delaySeconds?: number): Promise<void>;
  /** Works on the entries of a queue; the handler must record what came of it and never throw for that. */
  work(name: QueueName, handler: (jobId: string) => Promise<void>): void;
  /** Looks for entries at once. */
  wake(): void;
  stop(): Promise<void>;
}

/** Held until the transaction ends; another number than that of the migrations. */
const ONE_AT_A_TIME = 'SELECT pg_advisory_xact_lock(7437313)';

export async function startQueue(store: StateStore, onError: (error: Error) => void): Promise<ExportQueue> {
  const boss = new PgBoss({ db: asDb(store), schedule: false });
  boss.on('error', onError);
  const makeTables = async () => {
    await boss.start();
    for (const name of QUEUE_NAMES) await boss.createQueue(name);
  };
  // Servers that start together would make the queue's tables at the same moment, which PostgreSQL refuses one of them.
  if (store.shared) {
    await store.transaction(async (query) => {
      await query.query(ONE_AT_A_TIME);
      await makeTables();
    });
  } else await makeTables();
  const stopping = new AbortController();
  const lanes: Promise<void>[] = [];
  /** Aborted, and replaced, at each call. */
  let call = new AbortController();
  const wake = () => {
    call.abort();
    call = new AbortController();
  };
  /** Whether there was an entry. */
  const workOnNext = async (name: QueueName, handler: (jobId: string) => Promise<void>): Promise<boolean> => {
    const [entry] = await boss.fetch<object>(name);
    if (entry === undefined) return false;
    await handler(payloadSchema.parse(entry.data).jobId);
    await boss.complete(name, entry.id);
    return true;
  };
  /** pg-boss's own workers let the record of an entry's end run by itself, and a store that is away ends the process. */
  const runLane = async (name: QueueName, handler: (jobId: string) => Promise<void>): Promise<void> => {
    while (!stopping.signal.aborted) {
      // Taken before the look: a call that comes during it is not missed.
      const { signal } = call;
      const found = await workOnNext(name, handler).catch((error: Error) => {
        onError(error);
        return false;
      });
      if (!found) await pause(POLL_MS, undefined, { signal }).catch(() => undefined);
    }
  };
  return {
    async send(query, name, jobId, delaySeconds = 0) {
      const later = delaySeconds > 0 ? { startAfter: delaySeconds } : {};
      await boss.send(name, { jobId }, { db: asDb(query), retryLimit: 0, expireInHours: EXPIRE_HOURS, ...later });
      if (delaySeconds > 0) setTimeout(wake, delaySeconds * 1000 + WAKE_LATE_MS).unref();
    },
    work(name, handler) {
      for (let lane = 0; lane < LANES[name]; lane += 1) lanes.push(runLane(name, handler));
    },
    wake,
    async stop() {
      stopping.abort();
      wake();
      await Promise.all(lanes);
      await boss.stop({ graceful: false, wait: false });
    },
  };
}

function asDb(query: StateQuery): PgBoss.Db {
  return { executeSql: async (text, values) => ({ rows: await query.query(text, values ?? []) }) };
}
