import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type FormEvent, useState } from 'react';
import { isFailure, isPassing } from '../api/failure';
import { Standalone } from '../app/Standalone';
import { colour } from '../theme/colours';
import { tokenOfPasted } from './signInLink';

/** Shown without a session. The report's address stays as it is, so signing in goes on with it. */
export function SignInPage(props: { failure: Error | null; busy: boolean; onToken(token: string): void }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const keepsReport = window.location.search !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const token = tokenOfPasted(text);
    if (token === null) setProblem('This is neither a sign-in link nor a token.');
    else props.onToken(token);
  };
  return (
    <Standalone>
      <Paper variant="outlined" sx={{ mt: 2, p: 4, maxWidth: 460, width: '100%' }}>
        <Stack component="form" spacing={2} onSubmit={submit} noValidate>
          <Typography variant="h1">Sign in</Typography>
          <Typography sx={{ color: colour('soft') }}>
            Open the sign-in link that you were given, or paste it here. Whoever runs this server gets one from{' '}
            <code>npm start</code>, or a token from <code>npm run token -- --email you@example.com</code>.
          </Typography>
          {keepsReport && <Typography>The report that you opened is kept and shown once you are in.</Typography>}
          {props.failure !== null && (
            <Alert severity={isPassing(props.failure) ? 'info' : 'error'}>{signInProblem(props.failure)}</Alert>
          )}
          <TextField
            label="Sign-in link or token"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setProblem(undefined);
            }}
            error={problem !== undefined}
            helperText={problem ?? ' '}
            autoComplete="off"
            autoFocus
          />
          <Button type="submit" variant="contained" disabled={props.busy || text.trim() === ''}>
            {props.busy ? 'Signing in …' : 'Sign in'}
          </Button>
        </Stack>
      </Paper>
    </Standalone>
  );
}

function signInProblem(failure: Error): string {
  if (isPassing(failure)) return `${failure.message}. Trying again …`;
  if (isFailure(failure, 'unauthenticated')) return 'This link or token is not valid any more. Ask for a new one.';
  return failure.message;
}
