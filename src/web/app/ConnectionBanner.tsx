import Alert from '@mui/material/Alert';
import { formatTime } from '../../contract/format/format';
import { isPassing } from '../api/failure';

/** Shown while refreshing fails: the page then has the data of an earlier moment. */
export function ConnectionBanner({ failure, asOf }: { failure: unknown; asOf: string }) {
  if (!(failure instanceof Error)) return null;
  return (
    <Alert severity="warning" sx={{ borderRadius: 0, py: 0, px: { xs: 1.5, md: 3 } }}>
      {failure.message}. What you see is as of {formatTime(asOf)}
      {isPassing(failure) ? '; the page asks again by itself.' : '.'}
    </Alert>
  );
}
