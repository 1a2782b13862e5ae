import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment, type ReactNode, Suspense } from 'react';
import { say } from '../../../contract/texts/texts';
import { isFailure } from '../../api/failure';
import type { Session } from '../../api/session';
import { FailureNotice } from '../../ui/FailureNotice';
import { lazyWithPreload } from '../../ui/lazyWithPreload';
import { Notice } from '../../ui/Notice';
import { Standalone } from '../../ui/Standalone';
import { useSettledError } from '../../ui/useSettledError';
import { NOT_PROFILE, profileQuery } from '../queryClient';
import { useSigningIn } from './useSigningIn';
import { useSignOut } from './useSignOut';

const SignIn = lazyWithPreload(() => import('./SignIn').then((module) => module.SignIn));

/**
 * Shows the page to a signed-in user, else the sign-in page. What was open stays open below it: whoever signs in again
 * after an hour finds what they had typed.
 */
export function SessionGate({ children }: { children(session: Session): ReactNode }) {
  const { signingIn, attempt, isSignedOut, ...signIn } = useSigningIn();
  const signOut = useSignOut(signIn.forget);
  const client = useQueryClient();
  const profile = useQuery({
    ...profileQuery,
    enabled: signingIn !== 'brought' && !isSignedOut,
  });
  const { data, failureReason, isFetching, refetch } = profile;
  const error = useSettledError(profile);

  if (isFailure(error, 'otherUser')) return <OtherUser message={error.message} />;
  const hasEnded = isFailure(error, 'unauthenticated');
  const isSigningIn = isSignedOut || hasEnded || signingIn !== undefined;
  const retry = () => void refetch();
  const refresh = async () => {
    const { data: now } = await refetch();
    // Within the same minute nothing else tells the answers that they are old.
    if (now?.asOf === data?.asOf) await client.refetchQueries({ ...NOT_PROFILE, type: 'active' });
  };
  const kept = isSignedOut ? undefined : data;
  return (
    <>
      {kept !== undefined && (
        <Suspense fallback={<Opening />}>
          <Fragment key={kept.user}>
            {children({
              ...kept,
              refresh: () => void refresh(),
              refreshing: isFetching,
              failure: error,
              signOut: signOut.mutate,
              signInAgain: signIn.again,
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
            onFailure={signIn.failed}
            onDone={signIn.done}
          />
        </Suspense>
      )}
      {kept === undefined && !isSigningIn && <Waiting error={error} reason={failureReason} retry={retry} />}
    </>
  );
}

/** The session is another user's by now. */
function OtherUser({ message }: { message: string }) {
  const reload = { label: say('shell.reload'), run: () => window.location.reload() };
  return (
    <Standalone>
      <Notice urgent title={message} action={reload}>
        {say('shell.otherUser')}
      </Notice>
    </Standalone>
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
      <Notice title={say('shell.opening')} />
    </Standalone>
  );
}
