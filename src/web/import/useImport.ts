import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Upload, UploadList } from '../../contract/responses/importResponses';
import { type ChosenReading, NOTHING_CHOSEN } from './chosenReading';
import { removeUpload } from './importApi';
import { type Sending, sendFiles } from './sendFiles';
import { IMPORTS_KEY, useFreshNumbers, useUploads } from './useUploads';

/** The state of the import, whether or not its drawer is open. */
export interface TicketImport {
  list: UploadList | undefined;
  /** The error of the last fetch of the list. */
  listError: Error | null;
  readList(): void;
  upload: Upload | undefined;
  /** Set while files are being sent. */
  sending: Sending | undefined;
  send(files: readonly File[]): void;
  stopSending(): void;
  /** The error of sending or removing. */
  problem: Error | null;
  /** Removes the upload and stops its import. */
  remove(): void;
  /** What was chosen for the upload. */
  chosen: ChosenReading;
  choose(chosen: ChosenReading): void;
}

export function useImport(): TicketImport {
  const client = useQueryClient();
  const { data: list, error: listError, refetch } = useUploads();
  const upload = list?.uploads[0];
  useFreshNumbers(upload);
  const [sending, setSending] = useState<Sending>();
  const [chosen, setChosen] = useState<{ id: string; reading: ChosenReading }>();
  const abort = useRef<AbortController>(undefined);
  const refresh = () => client.invalidateQueries({ queryKey: IMPORTS_KEY, exact: true });
  const send = useMutation({
    mutationFn: (files: readonly File[]) => {
      abort.current = new AbortController();
      return sendFiles(files, setSending, abort.current.signal);
    },
    onSettled: async () => {
      await refresh();
      setSending(undefined);
    },
  });
  const removal = useMutation({
    mutationFn: (id: string) => removeUpload(id),
    // At once, so that nothing requests it any more.
    onSuccess: (_, id) =>
      client.setQueryData<UploadList>(
        IMPORTS_KEY,
        (before) => before && { ...before, uploads: before.uploads.filter((each) => each.id !== id) },
      ),
    onSettled: refresh,
  });
  useEffect(() => () => abort.current?.abort(), []);
  useLeaveWarning(sending !== undefined);
  // Stopping it is no error to show.
  const sendError = send.error?.name === 'AbortError' ? null : send.error;
  return {
    list,
    listError,
    readList: () => void refetch(),
    upload,
    sending,
    send: (files) => {
      removal.reset();
      send.mutate(files);
    },
    stopSending: () => abort.current?.abort(),
    problem: sendError ?? removal.error,
    remove: () => {
      send.reset();
      if (upload !== undefined) removal.mutate(upload.id);
    },
    chosen: chosen !== undefined && chosen.id === upload?.id ? chosen.reading : NOTHING_CHOSEN,
    choose: (reading) => upload !== undefined && setChosen({ id: upload.id, reading }),
  };
}

/** The browser asks before the page is left, which would stop the sending. */
function useLeaveWarning(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [active]);
}
