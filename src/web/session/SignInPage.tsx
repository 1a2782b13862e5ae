import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type FormEvent, useState } from 'react';
import { Logo } from '../app/Logo';
import { colour } from '../theme/colours';
import { tokenOfPasted } from './signInLink';

/** Shown without a session. The report's address stays as it is, so signing in goes on with it. */
export function SignInPage(props: { failed: string | undefined; busy: boolean; onToken(token: string): void }) {
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
    <Stack component="main" sx={{ minHeight: '100vh', alignItems: 'center', justifyContent: 'center', p: 2 }}>
      <Paper variant="outlined" sx={{ p: 4, maxWidth: 460, width: '100%' }}>
        <Stack component="form" spacing={2} onSubmit={submit}>
          <Logo />
          <Typography variant="h1">Sign in</Typography>
          <Typography sx={{ color: colour('soft') }}>
            Open the sign-in link that you were given, or paste it here. Whoever runs this server gets one from{' '}
            <code>npm start</code>, or a token from <code>npm run token -- --email you@example.com</code>.
          </Typography>
          {keepsReport && <Typography>The report that you opened is kept and shown once you are in.</Typography>}
          {props.failed !== undefined && <Alert severity="error">{props.failed}</Alert>}
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
            Sign in
          </Button>
        </Stack>
      </Paper>
    </Stack>
  );
}
