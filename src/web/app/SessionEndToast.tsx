import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useEffect, useState } from 'react';
import { say } from '../../contract/texts/texts';
import { getProfile } from '../api/client';
import { sessionTimeLeft } from '../api/user';

const MINUTE_MS = 60_000;
const ANNOUNCED_MINUTES = 5;
const CHECK_MS = 5000;

/** Announces the end of the session five minutes before, while what is typed can still be sent. */
export function SessionEndToast({ signInAgain }: { signInAgain(): void }) {
  const [minutes, setMinutes] = useState(minutesLeft);
  useEffect(() => {
    const timer = setInterval(() => setMinutes(minutesLeft()), CHECK_MS);
    return () => clearInterval(timer);
  }, []);
  if (minutes > ANNOUNCED_MINUTES || minutes <= 0) return null;
  const stay = async () => {
    // Whatever uses the session prolongs it, up to its longest.
    await getProfile().catch(() => undefined);
    setMinutes(minutesLeft());
    if (minutesLeft() <= ANNOUNCED_MINUTES) signInAgain();
  };
  return (
    <Alert severity="warning" action={<Button onClick={stay}>{say('shell.staySignedIn')}</Button>}>
      {say('shell.sessionEnds', { minutes })}
    </Alert>
  );
}

function minutesLeft(): number {
  return Math.ceil(sessionTimeLeft() / MINUTE_MS);
}
