import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { say } from '../../contract/texts/texts';
import { Progress } from '../ui/Progress';
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
        {files > 1 ? say('import.sending.other', { name, place, files }) : say('import.sending.one', { name })}
      </Typography>
      <Progress label={say('import.sent')} share={share} />
      <Typography variant="body2">{say('import.sending.goesOn', { percent })}</Typography>
      <ConfirmButton
        label={say('import.sending.stop')}
        question={say('import.sending.question')}
        yes={say('import.sending.yes')}
        no={say('import.sending.no')}
        onYes={stop}
      />
    </Stack>
  );
}
