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
 * Shows the page to a signed-in user, else the sign-in page.
 * @param preload fetches the page's code during a sign-in.
 */
export function SessionGate({ preload, children }: { preload(): void; children(session: Session): ReactNode }) {
  const [linkToken] = useState(() => takeTokenFromAddress(window.location, window.history));
  const signOut = useSignOut();
  const signIn = useSignIn({ onSignedIn: signOut.reset });
  const { mutate: signInWith } = signIn;
  useEffect(() => {
    if (linkToken !== null) {
      preload();
      signInWith(linkToken);
    }
    // A sign-in link that is opened in this tab changes the fragment alone.
    const onHash = () => {
      const token = takeTokenFromAddress(window.location, window.history);
      if (token !== null) signInWith(token);
    };
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, [linkToken, signInWith, preload]);

  // True from the first render on, before the effect sends the link's token.
  const isSigningIn = signIn.isPending || (linkToken !== null && signIn.isIdle);
  const { data, error, failureReason, isFetching, refetch } = useQuery({
    queryKey: PROFILE_KEY,
    queryFn: ({ signal }) => getProfile(signal),
    enabled: !isSigningIn,
  });

  if (isFailure(error, 'unauthenticated')) {
    return (
      <Suspense fallback={<Opening />}>
        <SignInPage
          busy={isSigningIn}
          failure={signIn.error ?? signIn.failureReason}
          signedOut={signOut.isSuccess}
          ended={data !== undefined && !signOut.isSuccess}
          onToken={signInWith}
        />
      </Suspense>
    );
  }
  if (isSigningIn) {
    const waiting = signIn.failureReason;
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
          signOut: signOut.mutate,
          signOutFailure: signOut.error,
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
