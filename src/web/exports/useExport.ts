import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { formatBytes, formatTickets } from '../../contract/format/format';
import type { Parameter } from '../../contract/query/queryString';
import { type ExportOutcome, prepareExport } from '../api/client';
import { useSettings } from '../settings/settingsStore';
import { startDownload } from './startDownload';
import { JOBS_KEY } from './useJobs';

/** The result of an export that has no banner of its own. */
export interface ExportMessage {
  severity: 'success' | 'info' | 'error';
  text: string;
}

/** Starts exports, one at a time: a second click never makes a second job. */
export function useExport(email: string) {
  const client = useQueryClient();
  const dismissExport = useSettings((settings) => settings.dismissExport);
  const setExportNotice = useSettings((settings) => settings.setExportNotice);
  const [message, setMessage] = useState<ExportMessage>();
  const fail = (text: string) => setMessage({ severity: 'error', text });
  const dismiss = useCallback(() => setMessage(undefined), []);

  const onOutcome = async (outcome: ExportOutcome) => {
    if ('url' in outcome) {
      const text = `Downloading ${formatTickets(outcome.rows)}, ${formatBytes(outcome.bytes)}`;
      setMessage({ severity: 'success', text });
      startDownload(outcome.url, fail);
      return;
    }
    if (!('jobId' in outcome)) {
      setExportNotice({ email, message: outcome.message });
      return;
    }
    // The delivery banner shows it from here on, even if it was dismissed for the same job.
    dismissExport(undefined);
    await client.invalidateQueries({ queryKey: JOBS_KEY });
    if (client.getQueryState(JOBS_KEY)?.status === 'error') setMessage({ severity: 'info', text: outcome.message });
  };
  const run = useMutation({
    mutationFn: (parameters: readonly Parameter[]) => prepareExport(parameters),
    onMutate: dismiss,
    onSuccess: onOutcome,
    onError: (error) => fail(error.message),
  });
  return {
    start: (parameters: readonly Parameter[]) => {
      if (!run.isPending) run.mutate(parameters);
    },
    isPending: run.isPending,
    message,
    dismiss,
  };
}
