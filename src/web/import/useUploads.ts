import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Upload } from '../../contract/responses/importResponses';
import { getUploads } from './importApi';

/** Key of the list of uploads; keys of one upload's queries continue with its id. */
export const IMPORTS_KEY = ['imports'] as const;
const POLL_MS = 500;

/** The viewer's uploads, kept by the server, so that they survive a reload of the page. */
export function useUploads() {
  return useQuery({
    queryKey: IMPORTS_KEY,
    queryFn: ({ signal }) => getUploads(signal),
    refetchInterval: ({ state }) => (state.data?.uploads[0]?.state === 'running' ? POLL_MS : false),
    // Another tab may have sent one.
    refetchOnWindowFocus: 'always',
  });
}

/** Fetches everything again once an import is done. */
export function useFreshNumbers(upload: Upload | undefined): void {
  const client = useQueryClient();
  const before = useRef(upload?.state);
  useEffect(() => {
    // A small file may never be seen running; an import that was done when the page loaded is in its numbers.
    const isNew = before.current !== undefined && before.current !== 'done';
    if (isNew && upload?.state === 'done') void client.invalidateQueries();
    before.current = upload?.state;
  }, [client, upload?.state]);
}
