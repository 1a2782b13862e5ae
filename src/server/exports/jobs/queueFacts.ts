import { z } from 'zod';
import type { StateQuery } from '../../state/stateStore';
import { UNDER_WAY } from './placeInLine';

const factsSchema = z.object({ state: z.enum(['queued', 'running', 'mailing']), jobs: z.int(), seconds: z.number() });

/** The exports of all users that are under way, by state. */
export interface QueueFacts {
  state: z.infer<typeof factsSchema>['state'];
  jobs: number;
  /** Since the oldest of them was asked for. */
  seconds: number;
}

/** Nothing for a state that no job is in. */
export function readQueueFacts(store: StateQuery): Promise<QueueFacts[]> {
  return store.rows(
    factsSchema,
    `SELECT state, count(*)::int AS jobs, extract(epoch FROM now() - min(requested_at))::float8 AS seconds
     FROM export_jobs WHERE state IN ${UNDER_WAY} GROUP BY state`,
  );
}
