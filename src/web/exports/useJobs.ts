import { useQuery } from '@tanstack/react-query';
import type { ExportJob } from '../../contract/responses/exportResponses';
import { getJobs } from '../api/client';
import { isPassing } from '../api/failure';
import { canFollow } from './followJobs';

export const JOBS_KEY = ['jobs'] as const;

/** A fallback while events do not arrive: each list that arrives restarts the interval. */
const POLL_MS = canFollow() ? 15_000 : 3000;
const AWAY_POLL_MS = 5000;

export function isUnderWay({ state }: Pick<ExportJob, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** The viewer's queued exports, newest first. */
export function useJobs() {
  return useQuery({
    queryKey: JOBS_KEY,
    queryFn: ({ signal }) => getJobs(signal),
    refetchInterval: ({ state }) => {
      if (isPassing(state.error)) return AWAY_POLL_MS;
      return state.data?.some(isUnderWay) ? POLL_MS : false;
    },
    // Another tab may have requested an export.
    refetchOnWindowFocus: 'always',
  });
}
