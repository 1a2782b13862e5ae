import { MutationCache, type Query, QueryCache, QueryClient, type QueryKey } from '@tanstack/react-query';
import { isFailure, isPassing } from '../api/failure';

export const PROFILE_KEY = ['profile'] as const;

/** Everything that was read for somebody; none of it may be shown to somebody else. */
export const NOT_PROFILE = { predicate: ({ queryKey }: { queryKey: QueryKey }) => queryKey[0] !== PROFILE_KEY[0] };

/** While the server or the network is away, whatever failed is asked again this often. */
const AWAY_RETRY_MS = 5000;

function whileAway({ state: { error } }: Query): number | false {
  return isPassing(error) ? AWAY_RETRY_MS : false;
}

/** A starting server is asked again until it is up; everything else is shown at once, with a button. */
function shouldRetry(_failures: number, error: Error): boolean {
  return isFailure(error, 'starting');
}

export function createQueryClient(): QueryClient {
  /** A session that ended mid-use: asking for the profile again brings up the sign-in page. */
  const onError = (error: Error, queryKey: QueryKey = []) => {
    const ended = isFailure(error, 'unauthenticated') && queryKey[0] !== PROFILE_KEY[0];
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
        // Offline requests must fail and say so, not wait without a word.
        networkMode: 'always',
        refetchOnReconnect: ({ state }) => (isPassing(state.error) ? 'always' : false),
        refetchInterval: whileAway,
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}
