import { type Query, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiFailure } from '../api/client';

export const PROFILE_KEY = ['profile'] as const;

/** While the server or the network is away, whatever failed is asked again this often. */
const AWAY_RETRY_MS = 5000;

function whileAway({ state: { error } }: Query): number | false {
  const away = error instanceof ApiFailure && (error.kind === 'away' || error.kind === 'offline');
  return away ? AWAY_RETRY_MS : false;
}

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
        refetchInterval: whileAway,
      },
    },
  });
  return client;
}
