import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { say } from '../../../contract/texts/texts';
import { type Brought, readPasted } from './signInLink';

/** Accepts a pasted sign-in link or token. */
export function TokenForm({ busy, onCredential }: { busy: boolean; onCredential(credential: Brought): void }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const credential = readPasted(text);
    if (credential === null) setProblem(say('signIn.neither'));
    else onCredential(credential);
  };
  return (
    <Stack component="form" spacing={1} onSubmit={submit} noValidate>
      <TextField
        label={say('signIn.field')}
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
      <Button type="submit" variant="contained" disabled={busy || text.trim() === ''}>
        {say(busy ? 'signIn.signingIn' : 'signIn.signIn')}
      </Button>
    </Stack>
  );
}
