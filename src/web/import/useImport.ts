import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Upload } from '../../contract/importAnswers';
import { getUploads, removeUpload, sendFile } from './importApi';

export const IMPORTS_KEY = ['imports'] as const;
const POLL_MS = 500;

/** The viewer's upload, wherever it is; the server knows it, so that a page that is loaded again goes on. */
export function useUploads() {
  return useQuery({
    queryKey: IMPORTS_KEY,
    queryFn: ({ signal }) => getUploads(signal),
    refetchInterval: ({ state }) => (state.data?.uploads[0]?.state === 'running' ? POLL_MS : false),
  });
}

/** Sends a file and removes it again. */
export function useSending() {
  const client = useQueryClient();
  const [share, setShare] = useState(0);
  const abort = useRef<AbortController>(undefined);
  const refresh = () => client.invalidateQueries({ queryKey: IMPORTS_KEY });
  const sending = useMutation({
    mutationFn: (file: File) => {
      abort.current = new AbortController();
      setShare(0);
      return sendFile(file, setShare, abort.current.signal);
    },
    onSettled: refresh,
  });
  const removal = useMutation({ mutationFn: (id: string) => removeUpload(id), onSettled: refresh });
  useEffect(() => () => abort.current?.abort(), []);
  const stop = () => abort.current?.abort();
  return { sending, share, stop, removal };
}

/** Once an import is done every number on the page is an old one. */
export function useFreshNumbers(upload: Upload | undefined): void {
  const client = useQueryClient();
  const before = useRef(upload?.state);
  useEffect(() => {
    if (before.current === 'running' && upload?.state === 'done') void client.invalidateQueries();
    before.current = upload?.state;
  }, [client, upload?.state]);
}
