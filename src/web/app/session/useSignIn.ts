import { useMutation, useQueryClient } from '@tanstack/react-query';
import { say } from '../../../contract/texts/texts';
import { getSignInWays, type SignedIn, type SignInChoice, signIn } from '../../api/client';
import { ApiFailure, isPassing } from '../../api/failure';
import { NOT_PROFILE, PROFILE_KEY } from '../queryClient';
import { lastUser, rememberUser } from './lastUser';
import { type Brought, isOwnToken } from './signInLink';
import { tellTabs } from './tabs';

const RETRY_MS = 1000;

export interface SignInRequest {
  credential: Brought;
  /** Key of the user whom the question named. */
  replaces?: string;
}

/** Retries while the server starts or is away, so that a link need not be opened again. */
export function useSignIn({ onDone, onFailure }: { onDone(): void; onFailure(): void }) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: SignInRequest) => send(request),
    retry: (_failures, error) => isPassing(error),
    retryDelay: RETRY_MS,
    onError: onFailure,
    onSuccess(outcome) {
      if ('next' in outcome) return;
      const before = client.getQueryData<SignedIn>(PROFILE_KEY);
      // The previous user may have seen more.
      if (before?.user !== outcome.user) client.removeQueries(NOT_PROFILE);
      client.setQueryData(PROFILE_KEY, outcome);
      void client.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
      rememberUser(outcome);
      tellTabs('in');
      onDone();
    },
  });
}

/** What the address brought may be somebody else's doing; what was pasted, or came back from single sign-on, is the user's. */
async function send({ credential, replaces }: SignInRequest) {
  const { isBound, isPasted, ...own } = credential;
  const isUsers = isBound || isPasted;
  if (!isUsers && 'token' in own && !isOwnToken(own.token) && (await getSignInWays()).loginUrl !== null) {
    throw new ApiFailure('refused', say('connection.notBegunHere'));
  }
  const last = isUsers ? undefined : lastUser()?.key;
  const choice: SignInChoice = {
    ...(last === undefined ? {} : { last }),
    ...(replaces === undefined ? {} : { replaces }),
  };
  return signIn(own, choice);
}
