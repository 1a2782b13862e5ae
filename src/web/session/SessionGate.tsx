import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { Profile } from '../../contract/answers';
import { ApiFailure, getProfile, signIn, type Timed } from '../api/client';
import { FailureNotice } from '../app/FailureNotice';
import { Notice } from '../app/Notice';
import { PROFILE_KEY } from '../app/queryClient';
import { SignInPage } from './SignInPage';
import { takeTokenFromAddress } from './signInLink';

/** Who is signed in, and the server's wall time when the page asked: the moment of every number on it. */
export interface Session {
  profile: Profile;
  asOf: string;
  /** Asks for a new moment. */
  refresh(): void;
}

/** Shows the page to whoever is signed in, and sign-in to everybody else. */
export function SessionGate({ children }: { children(session: Session): ReactNode }) {
  const client = useQueryClient();
  const [linkToken] = useState(() => takeTokenFromAddress(window.location, window.history));
  const [entering, setEntering] = useState(linkToken !== null);
  const [failed, setFailed] = useState<string>();
  const profile = useQuery({
    queryKey: PROFILE_KEY,
    queryFn: ({ signal }) => getProfile(signal),
    enabled: !entering,
  });

  const enter = async (token: string) => {
    setEntering(true);
    setFailed(undefined);
    try {
      client.setQueryData<Timed<Profile>>(PROFILE_KEY, await enterPatiently(token));
      // Whatever failed for want of a session is asked again.
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== PROFILE_KEY[0] });
    } catch (error) {
      setFailed(messageOf(error));
    } finally {
      setEntering(false);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: tokens arrive with the address, not with a render.
  useEffect(() => {
    if (linkToken !== null) void enter(linkToken);
    // A sign-in link that is opened in this very tab changes nothing but what stands behind the #.
    const onHash = () => {
      const token = takeTokenFromAddress(window.location, window.history);
      if (token !== null) void enter(token);
    };
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);

  const { data, error, failureReason } = profile;
  if (error instanceof ApiFailure && error.kind === 'unauthenticated') {
    return <SignInPage failed={failed} busy={entering} onToken={(token) => void enter(token)} />;
  }
  if (data !== undefined) {
    const asOf = data.asOf ?? '';
    return children({ profile: data.value, asOf, refresh: () => void profile.refetch() });
  }
  if (error !== null) return <FailureNotice error={error} retry={() => void profile.refetch()} />;
  if (failureReason !== null) return <FailureNotice error={failureReason} />;
  return <Notice title="Opening the report …" />;
}

const STARTING_RETRY_MS = 1000;

/** A link that is opened while the server still starts waits for it instead of being used up. */
async function enterPatiently(token: string): Promise<Timed<Profile>> {
  for (;;) {
    try {
      return await signIn(token);
    } catch (error) {
      if (!(error instanceof ApiFailure && error.kind === 'starting')) throw error;
      await new Promise((resolve) => setTimeout(resolve, STARTING_RETRY_MS));
    }
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof ApiFailure)) return 'Signing in failed.';
  if (error.kind === 'unauthenticated') return 'This link or token is not valid any more. Ask for a new one.';
  return error.message;
}
