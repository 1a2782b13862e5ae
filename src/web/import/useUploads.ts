import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Upload } from '../../contract/responses/importResponses';
import { getUploads } from './importApi';

/** The list of uploads; what is asked about one of them has its id as well. */
export const IMPORTS_KEY = ['imports'] as const;
const POLL_MS = 500;

/** The viewer's upload, wherever it is; the server knows it, so that a page that is loaded again goes on. */
export function useUploads() {
  return useQuery({
    queryKey: IMPORTS_KEY,
    queryFn: ({ signal }) => getUploads(signal),
    refetchInterval: ({ state }) => (state.data?.uploads[0]?.state === 'running' ? POLL_MS : false),
    // One that another tab sent.
    refetchOnWindowFocus: 'always',
  });
}

/** Once an import is done every number on the page is an old one. */
export function useFreshNumbers(upload: Upload | undefined): void {
  const client = useQueryClient();
  const before = useRef(upload?.state);
  useEffect(() => {
    // A small file is done before anybody sees it running; one that was done when the page came is in its numbers.
    const isNew = before.current !== undefined && before.current !== 'done';
    if (isNew && upload?.state === 'done') void client.invalidateQueries();
    before.current = upload?.state;
  }, [client, upload?.state]);
}
