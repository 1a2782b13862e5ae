import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { personName } from '../../../contract/texts/serverWords';
import { say } from '../../../contract/texts/texts';
import { getSignInWays } from '../../api/client';
import { isFailure, isPassing } from '../../api/failure';
import { storage } from '../../api/storage';
import { colour } from '../../ui/colours';
import { Notice } from '../../ui/Notice';
import { Rich } from '../../ui/Rich';
import type { Brought } from './signInLink';
import { boundReturn, mayRedirect, singleSignOnUrl } from './singleSignOn';
import { TokenForm } from './TokenForm';

interface Props {
  failure: Error | null;
  busy: boolean;
  /** The report stays open below, so that nothing may lead away from it. */
  isOver: boolean;
  /** The user signed out, and so is not redirected to single sign-on. */
  signedOut: boolean;
  /** The session ended while the page was in use. */
  ended: boolean;
  /** Whoever is signed in already can go on without this. */
  stay: { name: string; run(): void } | undefined;
  onCredential(credential: Brought): void;
}

/** Shown without a session. It keeps the report's address, which opens after signing in. */
export function SignInPage({ failure, busy, isOver, signedOut, ended, stay, onCredential }: Props) {
  const ways = useQuery({ queryKey: ['signInWays'], queryFn: ({ signal }) => getSignInWays(signal) });
  const loginUrl = ways.data?.loginUrl ?? null;
  const redirects = loginUrl !== null && failure === null && !signedOut && !isOver;
  useEffect(() => {
    if (redirects && mayRedirect(window.sessionStorage, Date.now())) goTo(loginUrl);
  }, [redirects, loginUrl]);

  // Once it has failed the form is there, and is not taken away while this asks again.
  if (ways.isPending && ways.errorUpdateCount === 0) return <Notice title={say('signIn.opening')} />;
  return (
    <Paper variant="outlined" sx={{ mt: 2, p: { xs: 2.5, sm: 4 }, maxWidth: 460, width: '100%' }}>
      <Stack spacing={2}>
        <Typography variant="h1">{say('signIn.signIn')}</Typography>
        {signedOut && <Typography>{say('signIn.out')}</Typography>}
        {ended && <Typography>{say('signIn.ended')}</Typography>}
        {!isOver && window.location.search !== '' && <Typography>{say('signIn.kept')}</Typography>}
        {failure !== null && <Alert severity={isPassing(failure) ? 'info' : 'error'}>{signInProblem(failure)}</Alert>}
        {loginUrl !== null && (
          <Button variant="contained" onClick={() => (isOver ? open(addressOf(loginUrl), '_blank') : goTo(loginUrl))}>
            {say('signIn.organisation')}
          </Button>
        )}
        <Typography sx={{ color: colour('soft') }}>{say(loginUrl === null ? 'signIn.how' : 'signIn.orHow')}</Typography>
        <TokenForm busy={busy} onCredential={onCredential} />
        <Box component="details" sx={{ color: colour('soft'), '& summary': { cursor: 'pointer' } }}>
          <summary>{say('signIn.operator')}</summary>
          <Rich id="signIn.operator.how" with={{ code: (words) => <code>{words}</code> }} />
        </Box>
        {stay !== undefined && (
          <Button onClick={stay.run}>{say('signIn.goOnAs', { name: personName(stay.name) })}</Button>
        )}
      </Stack>
    </Paper>
  );
}

function goTo(loginUrl: string): void {
  window.location.assign(addressOf(loginUrl));
}

function addressOf(loginUrl: string): string {
  return singleSignOnUrl(loginUrl, boundReturn(window.location.href, storage));
}

function signInProblem(failure: Error): string {
  if (isPassing(failure)) return say('signIn.again', { failure: failure.message });
  if (!isFailure(failure, 'unauthenticated')) return failure.message;
  const { allowed } = failure.detail;
  // Of a link the server says why, and how to get another.
  return allowed === undefined
    ? say('signIn.invalid')
    : say('signIn.invalid.why', { failure: failure.message, advice: String(allowed) });
}
