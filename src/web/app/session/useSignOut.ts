import { useMutation } from '@tanstack/react-query';
import { signOut } from '../../api/client';
import { tellTabs } from './tabs';

/** @param onSignedOut called once the server has ended the session. */
export function useSignOut(onSignedOut: () => void) {
  return useMutation({
    mutationFn: () => signOut(),
    onSuccess() {
      onSignedOut();
      tellTabs('out');
    },
  });
}
