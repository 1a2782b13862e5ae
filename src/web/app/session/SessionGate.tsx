import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';
import { getProfile } from '../../api/client';
import { isFailure } from '../../api/failure';
import type { Session } from '../../api/session';
import { setUser } from '../../api/user';
import { FailureNotice } from '../../ui/FailureNotice';
import { lazyWithPreload } from '../../ui/lazyWithPreload';
import { Notice } from '../../ui/Notice';
import { Standalone } from '../../ui/Standalone';
import { NOT_PROFILE, PROFILE_KEY } from '../queryClient';
import { listenToTabs } from './tabs';
import { useSignOut } from './useSignOut';

const SignIn = lazyWithPreload(() => import('./SignIn').then((module) => module.SignIn));

/** A sign-in link or a token that the address brings, and what single sign-on leaves in it. */
const BROUGHT = /[#&](token|link)=|[?&]state=/;
const isBrought = () => BROUGHT.test(window.location.search + window.location.hash);

/** Why the sign-in code is shown: for what the address brought, what came of it, or because somebody asked for it. */
type SigningIn = 'brought' | 'failed' | 'again' | undefined;

/**
 * Shows the page to a signed-in user, else the sign-in page. What was open stays open below it: whoever signs in again
 * after an hour finds what they had typed.
 * @param preload fetches the page's code during a sign-in.
 */
export function SessionGate({ preload, children }: { preload(): void; children(session: Session): ReactNode }) {
  const client = useQueryClient();
  const [signingIn, setSigningIn] = useState<SigningIn>(() => (isBrought() ? 'brought' : undefined));
  // A link that is opened in this tab changes the fragment alone: each has a sign-in of its own.
  const [attempt, setAttempt] = useState(0);
  const [isSignedOut, setSignedOut] = useState(false);
  const forget = useCallback(() => {
    setUser(undefined);
    setSignedOut(true);
    // Nothing of the report may stay in memory for the next user.
    client.removeQueries(NOT_PROFILE);
  }, [client]);
  const signOut = useSignOut(forget);
  const { data, error, failureReason, isFetching, refetch } = useQuery({
    queryKey: PROFILE_KEY,
    queryFn: ({ signal }) => getProfile(signal),
    enabled: signingIn !== 'brought' && !isSignedOut,
  });

  useEffect(() => {
    if (isBrought()) preload();
    const onHash = () => {
      if (!isBrought()) return;
      setSigningIn('brought');
      setAttempt((before) => before + 1);
    };
    window.addEventListener('hashchange', onHash);
    const stopListening = listenToTabs((news) => {
      if (news === 'out') return forget();
      setSignedOut(false);
      setSigningIn((now) => (now === 'brought' ? now : undefined));
      void client.invalidateQueries({ queryKey: PROFILE_KEY });
    });
    return () => {
      window.removeEventListener('hashchange', onHash);
      stopListening();
    };
  }, [preload, client, forget]);

  if (isFailure(error, 'otherUser')) {
    const reload = { label: 'Reload', run: () => window.location.reload() };
    return (
      <Standalone>
        <Notice urgent title={error.message} action={reload}>
          Another tab of this browser has signed in. Nothing of this page was shown or sent in that name.
        </Notice>
      </Standalone>
    );
  }
  const hasEnded = isFailure(error, 'unauthenticated');
  const isSigningIn = isSignedOut || hasEnded || signingIn !== undefined;
  const retry = () => void refetch();
  const kept = isSignedOut ? undefined : data;
  return (
    <>
      {kept !== undefined && (
        <Suspense fallback={<Opening />}>
          <Fragment key={kept.user}>
            {children({
              ...kept,
              refresh: retry,
              refreshing: isFetching,
              failure: error,
              signOut: signOut.mutate,
              signInAgain: () => setSigningIn('again'),
              signOutFailure: signOut.error,
            })}
          </Fragment>
        </Suspense>
      )}
      {isSigningIn && (
        <Suspense fallback={kept === undefined ? <Opening /> : null}>
          <SignIn
            key={attempt}
            isBrought={signingIn === 'brought'}
            isOver={kept !== undefined}
            ended={kept !== undefined && hasEnded}
            signedOut={isSignedOut}
            stayAs={hasEnded ? undefined : kept?.profile.name}
            onFailure={() => setSigningIn('failed')}
            onDone={() => {
              setSignedOut(false);
              setSigningIn(undefined);
            }}
          />
        </Suspense>
      )}
      {kept === undefined && !isSigningIn && <Waiting error={error} reason={failureReason} retry={retry} />}
    </>
  );
}

/** Before anybody knows who is signed in. @param reason why it is asked again. */
function Waiting({ error, reason, retry }: { error: Error | null; reason: Error | null; retry(): void }) {
  if (error === null && reason === null) return <Opening />;
  return (
    <Standalone>
      {error === null ? <FailureNotice error={reason} /> : <FailureNotice error={error} retry={retry} />}
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
