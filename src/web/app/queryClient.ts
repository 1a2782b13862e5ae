import { MutationCache, type Query, QueryCache, QueryClient, type QueryKey, queryOptions } from '@tanstack/react-query';
import { getProfile } from '../api/client';
import { isFailure, isPassing } from '../api/failure';

export const PROFILE_KEY = ['profile'] as const;

export const profileQuery = queryOptions({ queryKey: PROFILE_KEY, queryFn: ({ signal }) => getProfile(signal) });

/** Queries with a user's data, which must not be shown to the next user. */
export const NOT_PROFILE = { predicate: ({ queryKey }: { queryKey: QueryKey }) => queryKey[0] !== PROFILE_KEY[0] };

/** Interval at which failed queries are repeated while the server or the network is away. */
const AWAY_RETRY_MS = 5000;

function awayInterval({ state: { error } }: Query): number | false {
  return isPassing(error) ? AWAY_RETRY_MS : false;
}

/** Retries while the server starts; any other error is shown at once, with a button. */
function shouldRetry(_failures: number, error: Error): boolean {
  return isFailure(error, 'starting');
}

export function createQueryClient(): QueryClient {
  /** When the session has ended, or is another user's, fetching the profile again shows that in place of the page. */
  const onError = (error: Error, queryKey: QueryKey = []) => {
    const ended = isFailure(error, 'unauthenticated', 'otherUser') && queryKey[0] !== PROFILE_KEY[0];
    if (ended) void client.invalidateQueries({ queryKey: PROFILE_KEY });
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error, { queryKey }) => onError(error, queryKey) }),
    mutationCache: new MutationCache({ onError: (error) => onError(error) }),
    defaultOptions: {
      queries: {
        retry: shouldRetry,
        retryDelay: 1000,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        // Offline requests must fail rather than wait in silence.
        networkMode: 'always',
        refetchOnReconnect: ({ state }) => (isPassing(state.error) ? 'always' : false),
        refetchInterval: awayInterval,
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}
