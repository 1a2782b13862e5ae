import { useMutation } from '@tanstack/react-query';
import { getSync, startSync } from '../api/client';

const POLL_MS = 1000;

/** Starts a sync and waits for its end. @param onEnded reloads the profile, which has the result. */
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
