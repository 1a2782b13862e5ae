import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiFailure } from '../api/client';

export const PROFILE_KEY = ['profile'] as const;

/** A starting server is asked again until it is up; everything else is shown at once, with a button. */
function shouldRetry(_failures: number, error: Error): boolean {
  return error instanceof ApiFailure && error.kind === 'starting';
}

export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError(error, query) {
        // A session that ended mid-use: asking for the profile again brings up the sign-in page.
        const ended = error instanceof ApiFailure && error.kind === 'unauthenticated';
        if (ended && query.queryKey[0] !== PROFILE_KEY[0]) void client.invalidateQueries({ queryKey: PROFILE_KEY });
      },
    }),
    defaultOptions: {
      queries: {
        retry: shouldRetry,
        retryDelay: 1000,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
      },
    },
  });
  return client;
}
