import { sql, type TicketEngine } from '../engine/engine';
import { type QueueFacts, readQueueFacts } from '../exports/jobs/queueFacts';
import { inTime } from '../process/inTime';
import type { StateStore } from '../state/stateStore';
import type { SyncFacts, SyncService } from '../sync/syncService';

/** What is known of a server at the moment of asking. */
export interface ServerFacts {
  load: ReturnType<TicketEngine['load']>;
  /** The store of tickets answers. */
  ticketsUp: boolean;
  /** Undefined while the store of jobs does not answer. */
  queue: readonly QueueFacts[] | undefined;
  /** Undefined where nothing is mirrored, or nobody can say. */
  sync: SyncFacts | undefined;
}

interface FactsPlace {
  engine: TicketEngine;
  state: StateStore;
  sync: SyncService;
}

/** Probes and Prometheus itself give up after ten seconds by default. */
const STORE_MS = 4000;

export async function readServerFacts({ engine, state, sync }: FactsPlace): Promise<ServerFacts> {
  const [ticketsUp, queue, facts] = await Promise.all([
    ticketsAnswer(engine),
    inTime(readQueueFacts(state), STORE_MS).catch(() => undefined),
    inTime(sync.facts(), STORE_MS).catch(() => undefined),
  ]);
  return { load: engine.load(), ticketsUp, queue, sync: facts };
}

export function ticketsAnswer(engine: TicketEngine): Promise<boolean> {
  return answers(engine.query(sql('SELECT 1'), { isPrompt: true, signal: AbortSignal.timeout(STORE_MS) }));
}

export function stateAnswers(state: StateStore): Promise<boolean> {
  return answers(state.query('SELECT 1'));
}

function answers(asked: Promise<unknown>): Promise<boolean> {
  return inTime(asked, STORE_MS).then(
    () => true,
    () => false,
  );
}
