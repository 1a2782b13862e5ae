import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { ConfirmButton } from './ConfirmButton';
import { percentOf } from './importStatus';
import type { Sending } from './sendFiles';

/** The progress of sending; it goes on while the drawer is closed. */
export function SendingFiles({ sending, stop }: { sending: Sending; stop(): void }) {
  const { name, place, files, share } = sending;
  const percent = percentOf(share);
  return (
    <Stack spacing={1}>
      <Typography role="status" sx={{ overflowWrap: 'anywhere' }}>
        Sending {name}
        {files > 1 && ` (${place} of ${files})`} …
      </Typography>
      <LinearProgress variant="determinate" value={percent} aria-label="Sent" />
      <Typography variant="body2">
        {percent} %. It goes on while this is closed, as long as the page is open.
      </Typography>
      <ConfirmButton
        label="Stop sending"
        question="Stop sending? What is sent already is removed."
        yes="Stop"
        no="Go on sending"
        onYes={stop}
      />
    </Stack>
  );
}
