import Dialog from '@mui/material/Dialog';
import { useEffect, useRef, useState } from 'react';
import { say } from '../../../contract/texts/texts';
import { storage } from '../../api/storage';
import { FailureNotice } from '../../ui/FailureNotice';
import { Notice } from '../../ui/Notice';
import { Standalone } from '../../ui/Standalone';
import { forgetUser } from './lastUser';
import { SignInPage } from './SignInPage';
import { SignInQuestion } from './SignInQuestion';
import { takeFromAddress } from './signInLink';
import { useSignIn } from './useSignIn';

interface Props {
  /** The address brought something to sign in with. */
  isBrought: boolean;
  /** The report stays open below. */
  isOver: boolean;
  /** The session ended while the page was in use. */
  ended: boolean;
  /** The user signed out, and so is not redirected to single sign-on. */
  signedOut: boolean;
  /** Name of the user whose session goes on if nobody signs in. */
  stayAs: string | undefined;
  onFailure(): void;
  /** Somebody has signed in, or nobody wants to. */
  onDone(): void;
}

/** Signs in by what the address brings, asks where that would replace somebody, or shows the sign-in page. */
export function SignIn({ isBrought, isOver, ended, signedOut, stayAs, onFailure, onDone }: Props) {
  const [brought] = useState(() => takeFromAddress(window.location, window.history, storage));
  const { mutate, data, error, failureReason, isPending, variables } = useSignIn({ onDone, onFailure });
  // Effects can run twice, and a link works once.
  const isSent = useRef(false);
  useEffect(() => {
    if (signedOut) forgetUser();
    if (isSent.current) return;
    isSent.current = true;
    if (brought !== null) mutate({ credential: brought });
    // Single sign-on led back without a token.
    else if (isBrought) onDone();
  });

  const content = () => {
    if (data !== undefined && 'next' in data && variables !== undefined) {
      const goOn = () => mutate({ ...variables, replaces: data.replaces });
      return <SignInQuestion question={data} onStay={onDone} onGoOn={goOn} />;
    }
    if (isBrought && error === null) {
      return failureReason === null ? (
        <Notice title={say('signIn.signingIn')} />
      ) : (
        <FailureNotice error={failureReason} />
      );
    }
    return (
      <SignInPage
        busy={isPending}
        failure={error ?? failureReason}
        isOver={isOver}
        signedOut={signedOut}
        ended={ended}
        stay={stayAs === undefined ? undefined : { name: stayAs, run: onDone }}
        onCredential={(credential) => mutate({ credential })}
      />
    );
  };
  if (!isOver) return <Standalone>{content()}</Standalone>;
  return (
    <Dialog fullScreen open slotProps={{ paper: { 'aria-label': say('signIn.signIn') } }}>
      <Standalone>{content()}</Standalone>
    </Dialog>
  );
}
