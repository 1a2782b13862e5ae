import { useQuery } from '@tanstack/react-query';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { getProfile } from '../../api/client';
import { isFailure } from '../../api/failure';
import type { Session } from '../../api/session';
import { FailureNotice } from '../../ui/FailureNotice';
import { lazyWithPreload } from '../../ui/lazyWithPreload';
import { Notice } from '../../ui/Notice';
import { Standalone } from '../../ui/Standalone';
import { PROFILE_KEY } from '../queryClient';
import { takeTokenFromAddress } from './signInLink';
import { useSignIn, useSignOut } from './useSignIn';

const SignInPage = lazyWithPreload(() => import('./SignInPage').then((module) => module.SignInPage));

/**
 * Shows the page to whoever is signed in, and sign-in to everybody else.
 * @param preload fetches the page's code while a sign-in is on its way.
 */
export function SessionGate({ preload, children }: { preload(): void; children(session: Session): ReactNode }) {
  const [linkToken] = useState(() => takeTokenFromAddress(window.location, window.history));
  const leave = useSignOut();
  const entry = useSignIn({ onSignedIn: leave.reset });
  const { mutate: enter } = entry;
  useEffect(() => {
    if (linkToken !== null) {
      preload();
      enter(linkToken);
    }
    // A sign-in link that is opened in this very tab changes nothing but what stands behind the #.
    const onHash = () => {
      const token = takeTokenFromAddress(window.location, window.history);
      if (token !== null) enter(token);
    };
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, [linkToken, enter, preload]);

  // The link's token is on its way from the first render on, before the effect has sent it.
  const entering = entry.isPending || (linkToken !== null && entry.isIdle);
  const { data, error, failureReason, isFetching, refetch } = useQuery({
    queryKey: PROFILE_KEY,
    queryFn: ({ signal }) => getProfile(signal),
    enabled: !entering,
  });

  if (isFailure(error, 'unauthenticated')) {
    return (
      <Suspense fallback={<Opening />}>
        <SignInPage
          busy={entering}
          failure={entry.error ?? entry.failureReason}
          signedOut={leave.isSuccess}
          ended={data !== undefined && !leave.isSuccess}
          onToken={enter}
        />
      </Suspense>
    );
  }
  if (entering) {
    const waiting = entry.failureReason;
    return (
      <Standalone>{waiting === null ? <Notice title="Signing in …" /> : <FailureNotice error={waiting} />}</Standalone>
    );
  }
  const retry = () => void refetch();
  if (data !== undefined) {
    return (
      <Suspense fallback={<Opening />}>
        {children({
          ...data,
          refresh: retry,
          refreshing: isFetching,
          failure: error,
          signOut: leave.mutate,
          signOutFailure: leave.error,
        })}
      </Suspense>
    );
  }
  if (error !== null) {
    return (
      <Standalone>
        <FailureNotice error={error} retry={retry} />
      </Standalone>
    );
  }
  if (failureReason === null) return <Opening />;
  return (
    <Standalone>
      <FailureNotice error={failureReason} />
    </Standalone>
  );
}

function Opening() {
  return (
    <Standalone>
      <Notice title="Opening the report …" />
    </Standalone>
  );
}
