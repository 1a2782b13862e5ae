import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { SignInQuestion as Question } from '../../../contract/responses/sessionResponses';
import { personName } from '../../../contract/texts/serverWords';
import { say } from '../../../contract/texts/texts';
import { lastUser } from './lastUser';

/** "You are X. Go on as Y?" Whoever does not read it stays who they are. */
export function SignInQuestion(props: { question: Question; onStay(): void; onGoOn(): void }) {
  const { question, onStay, onGoOn } = props;
  const { next } = question;
  const current = question.current ?? lastUser();
  const who = current === undefined ? say('signIn.somebody') : nameOf(current);
  return (
    <Paper variant="outlined" sx={{ mt: 2, p: { xs: 2.5, sm: 4 }, maxWidth: 460, width: '100%' }}>
      <Stack spacing={2} role="alertdialog" aria-labelledby="sign-in-question" aria-describedby="sign-in-advice">
        <Typography variant="h1" id="sign-in-question">
          {say(question.current === null ? 'signIn.were' : 'signIn.are', { who, next: nameOf(next) })}
        </Typography>
        <Typography id="sign-in-advice">{say('signIn.question.why')}</Typography>
        <Button variant="contained" autoFocus onClick={onStay}>
          {question.current === null || current === undefined
            ? say('signIn.doNot')
            : say('signIn.stay', { name: personName(current.name) })}
        </Button>
        <Button onClick={onGoOn}>{say('signIn.goOnAs', { name: personName(next.name) })}</Button>
      </Stack>
    </Paper>
  );
}

function nameOf({ name, mail }: { name: string; mail: string }): string {
  return name === mail ? name : `${personName(name)} (${mail})`;
}
