import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { setUser } from '../../api/user';
import { NOT_PROFILE, PROFILE_KEY } from '../queryClient';
import { isBrought } from './isBrought';
import { listenToTabs } from './tabs';

/** Why the sign-in code is shown: for what the address brought, what came of it, or because somebody asked for it. */
type SigningIn = 'brought' | 'failed' | 'again' | undefined;

/** Whether the sign-in code is shown, and whether somebody has signed out, here or in another tab. */
export function useSigningIn() {
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

  useEffect(() => {
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
  }, [client, forget]);

  const done = () => {
    setSignedOut(false);
    setSigningIn(undefined);
  };
  return {
    signingIn,
    attempt,
    isSignedOut,
    forget,
    again: () => setSigningIn('again'),
    failed: () => setSigningIn('failed'),
    done,
  };
}
