import Alert from '@mui/material/Alert';
import { formatTime } from '../../contract/format/format';
import { isPassing } from '../api/failure';

/** Shown while refreshing fails: the page then has the data of an earlier moment. */
export function ConnectionToast({ failure, asOf }: { failure: unknown; asOf: string }) {
  if (!(failure instanceof Error)) return null;
  return (
    <Alert severity="warning">
      {failure.message}. What you see is as of {formatTime(asOf)}
      {isPassing(failure) ? '; the page asks again by itself.' : '.'}
    </Alert>
  );
}
