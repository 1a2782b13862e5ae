import { useMutation, useQueryClient } from '@tanstack/react-query';
import { signIn, signOut } from '../../api/client';
import { isPassing } from '../../api/failure';
import { NOT_PROFILE, PROFILE_KEY } from '../queryClient';

const RETRY_MS = 1000;

/** Retries while the server starts or is away, so that a link need not be opened again. */
export function useSignIn({ onSignedIn }: { onSignedIn(): void }) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: string) => signIn(token),
    retry: (_failures, error) => isPassing(error),
    retryDelay: RETRY_MS,
    onSuccess(signedIn) {
      // The previous user may have seen more.
      client.removeQueries(NOT_PROFILE);
      client.setQueryData(PROFILE_KEY, signedIn);
      onSignedIn();
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => signOut(),
    async onSuccess() {
      // Nothing of the report may stay in memory for the next user.
      client.removeQueries(NOT_PROFILE);
      await client.invalidateQueries({ queryKey: PROFILE_KEY });
    },
  });
}
