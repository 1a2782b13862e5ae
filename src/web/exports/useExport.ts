import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { formatBytes, formatTickets } from '../../contract/format/format';
import { serverWords } from '../../contract/texts/serverWords';
import { say } from '../../contract/texts/texts';
import { type ExportOutcome, type ExportRequest, prepareExport } from '../api/client';
import { useSettings } from '../settings/settingsStore';
import { startDownload } from './startDownload';
import { JOBS_KEY } from './useJobs';

/** The result of an export that has no toast of its own. */
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

  // Not the mutation's isPending: that is as of the last render, which the second click of a double click comes before.
  const isBusy = useRef(false);

  const onOutcome = async (outcome: ExportOutcome) => {
    if ('url' in outcome) {
      const text = say('jobs.downloading', { tickets: formatTickets(outcome.rows), size: formatBytes(outcome.bytes) });
      setMessage({ severity: 'success', text });
      startDownload(outcome.url, fail);
      return;
    }
    if (!('jobId' in outcome)) {
      setExportNotice({ email, message: serverWords(outcome.message) });
      return;
    }
    // The delivery's toast shows it from here on, even if it was dismissed for the same job.
    dismissExport(undefined);
    await client.invalidateQueries({ queryKey: JOBS_KEY });
    if (client.getQueryState(JOBS_KEY)?.status === 'error')
      setMessage({ severity: 'info', text: say('jobs.headline.willBeSent', { email }) });
  };
  const run = useMutation({
    mutationFn: (request: ExportRequest) => prepareExport(request),
    onMutate: dismiss,
    onSuccess: onOutcome,
    onError: (error) => fail(error.message),
    onSettled: () => {
      isBusy.current = false;
    },
  });
  const start = (request: ExportRequest) => {
    if (isBusy.current) return;
    isBusy.current = true;
    run.mutate(request);
  };
  return {
    start,
    isPending: run.isPending,
    message,
    dismiss,
    /** Saves what is made while it is downloaded. */
    download: (url: string) => startDownload(url, fail),
  };
}
