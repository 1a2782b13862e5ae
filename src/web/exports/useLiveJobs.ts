import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ExportJob } from '../../contract/responses/exportResponses';
import { canFollow, followJobs, listenToTabs } from './followJobs';
import { isUnderWay, JOBS_KEY, useJobs } from './useJobs';

/** Keeps the list of exports live in all tabs; a stream is open only while an export is under way. */
export function useLiveJobs(userId: string): void {
  const client = useQueryClient();
  const { data: jobs = [] } = useJobs();
  const underWay = jobs.some(isUnderWay);
  useEffect(() => {
    const controller = new AbortController();
    listenToTabs(userId, (list) => client.setQueryData<ExportJob[]>(JOBS_KEY, list), controller.signal);
    return () => controller.abort();
  }, [client, userId]);
  useEffect(() => {
    if (!underWay || !canFollow()) return;
    const controller = new AbortController();
    void followJobs(userId, (list) => client.setQueryData<ExportJob[]>(JOBS_KEY, list), controller.signal);
    return () => controller.abort();
  }, [client, userId, underWay]);
}
