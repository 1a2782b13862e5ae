import Alert from '@mui/material/Alert';
import { formatTime } from '../../contract/format/format';
import { say } from '../../contract/texts/texts';
import { isPassing } from '../api/failure';

/** Shown while refreshing fails: the page then has the data of an earlier moment. */
export function ConnectionToast({ failure, asOf }: { failure: unknown; asOf: string }) {
  if (!(failure instanceof Error)) return null;
  return (
    <Alert severity="warning">
      {say(isPassing(failure) ? 'shell.stale.asksAgain' : 'shell.stale', {
        failure: failure.message,
        time: formatTime(asOf),
      })}
    </Alert>
  );
}
