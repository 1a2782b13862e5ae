import { useQuery } from '@tanstack/react-query';
import type { ExportJob } from '../../contract/answers';
import { getJobs } from '../api/client';

export const JOBS_KEY = ['jobs'] as const;

/** While a file is under way its state is asked for this often; otherwise never. */
const POLL_MS = 2000;

export function isUnderWay({ state }: Pick<ExportJob, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** The viewer's queued exports, newest first. */
export function useJobs() {
  return useQuery({
    queryKey: JOBS_KEY,
    queryFn: ({ signal }) => getJobs(signal),
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? POLL_MS : false),
    // An export that another tab asked for.
    refetchOnWindowFocus: 'always',
  });
}
