import { useMutation } from '@tanstack/react-query';
import { getSync, startSync } from '../api/client';

const POLL_MS = 1000;

/** Syncs once and waits until it has ended; the page then asks for a new moment, which tells how it went. */
export function useSyncNow(onEnded: () => void) {
  return useMutation({
    async mutationFn() {
      let { running } = await startSync();
      while (running) {
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
        ({ running } = await getSync());
      }
    },
    onSuccess: onEnded,
  });
}
