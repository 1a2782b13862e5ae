import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ColumnMapping } from '../../contract/columns/columnMapping';
import type { Upload, UploadList } from '../../contract/responses/importResponses';
import { removeUpload } from './importApi';
import { type Sending, sendFiles } from './sendFiles';
import { IMPORTS_KEY, useFreshNumbers, useUploads } from './useUploads';

/** The import as the page holds it, whether or not its drawer is open. */
export interface TicketImport {
  list: UploadList | undefined;
  /** Why the list could not be read, or not again. */
  listError: Error | null;
  readList(): void;
  upload: Upload | undefined;
  /** Set while files are on their way. */
  sending: Sending | undefined;
  send(files: readonly File[]): void;
  stopSending(): void;
  /** Why sending, or the removal, failed. */
  problem: Error | null;
  /** Removes the upload; an import that runs is stopped. */
  remove(): void;
  /** What somebody chose for the upload's columns; undefined until then. */
  mapping: ColumnMapping | undefined;
  chooseMapping(mapping: ColumnMapping): void;
}

export function useImport(): TicketImport {
  const client = useQueryClient();
  const { data: list, error: listError, refetch } = useUploads();
  const upload = list?.uploads[0];
  useFreshNumbers(upload);
  const [sending, setSending] = useState<Sending>();
  const [chosen, setChosen] = useState<{ id: string; mapping: ColumnMapping }>();
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
    // Gone at once: nothing may ask about it any more.
    onSuccess: (_, id) =>
      client.setQueryData<UploadList>(
        IMPORTS_KEY,
        (before) => before && { ...before, uploads: before.uploads.filter((each) => each.id !== id) },
      ),
    onSettled: refresh,
  });
  useEffect(() => () => abort.current?.abort(), []);
  useLeaveWarning(sending !== undefined);
  // Whoever stopped it knows why.
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
    mapping: chosen !== undefined && chosen.id === upload?.id ? chosen.mapping : undefined,
    chooseMapping: (mapping) => upload !== undefined && setChosen({ id: upload.id, mapping }),
  };
}

/** The browser asks before the page, and with it what is being sent, is left. */
function useLeaveWarning(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [active]);
}
