import PgBoss from 'pg-boss';
import { z } from 'zod';
import type { StateQuery, StateStore } from '../state/stateStore';

/** The queue of export jobs: pg-boss on the state store. It carries ids; the job itself is in export_jobs. */

const QUEUE = 'exports';
const payloadSchema = z.object({ jobId: z.string() });

/** Two more tries after the first, further and further apart. */
const RETRY_LIMIT = 2;
const RETRY_DELAY_SECONDS = 5;
/** A safety net only: a process that dies has its jobs put back in line when it starts again. */
const EXPIRE_HOURS = 12;

export interface WorkItem {
  jobId: string;
  /** No further try follows this one. */
  lastTry: boolean;
}

export interface ExportQueue {
  /** Puts a job in line, within the caller's transaction: job and queue entry are written together or not at all. */
  send(query: StateQuery, jobId: string): Promise<void>;
  /** Works on one job after another; a thrown error means another try. */
  work(handler: (item: WorkItem) => Promise<void>): Promise<void>;
  /** Forgets every entry. Only for a process that owns the store alone, before it works. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

export async function startQueue(store: StateStore, onError: (error: Error) => void): Promise<ExportQueue> {
  const boss = new PgBoss({ db: asDb(store), schedule: false });
  boss.on('error', onError);
  await boss.start();
  await boss.createQueue(QUEUE);
  return {
    async send(query, jobId) {
      const options = { db: asDb(query), retryLimit: RETRY_LIMIT, retryDelay: RETRY_DELAY_SECONDS, retryBackoff: true };
      await boss.send(QUEUE, { jobId }, { ...options, expireInHours: EXPIRE_HOURS });
    },
    async work(handler) {
      const options = { includeMetadata: true, batchSize: 1, pollingIntervalSeconds: 0.5 } as const;
      await boss.work<object>(QUEUE, options, async (jobs) => {
        for (const job of jobs) {
          const { jobId } = payloadSchema.parse(job.data);
          await handler({ jobId, lastTry: job.retryCount >= job.retryLimit });
        }
      });
    },
    async clear() {
      // pg-boss itself only forgets jobs that wait, and these were taken by a process that is gone.
      await store.query('DELETE FROM pgboss.job WHERE name = $1', [QUEUE]);
    },
    async stop() {
      await boss.stop({ graceful: false, wait: false });
    },
  };
}

function asDb(query: StateQuery): PgBoss.Db {
  return { executeSql: async (text, values) => ({ rows: await query.query(text, values ?? []) }) };
}
