import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { FailureNotice } from '../app/FailureNotice';
import { Notice } from '../app/Notice';
import { ChooseFile } from './ChooseFile';
import { ImportResult } from './ImportResult';
import { UnderstoodRows } from './UnderstoodRows';
import { useFreshNumbers, useSending, useUploads } from './useImport';

/** Brings a file of tickets in: choose, look, import, result. */
export function ImportDrawer({ onClose }: { onClose(): void }) {
  return (
    <Drawer
      anchor="right"
      open
      onClose={onClose}
      slotProps={{ paper: { 'aria-label': 'Import tickets', role: 'dialog', 'aria-modal': true } }}
    >
      <Stack sx={{ width: { xs: '100vw', sm: 640 }, p: 2 }} spacing={2}>
        <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'space-between' }}>
          <Typography variant="h2">Import tickets</Typography>
          <IconButton aria-label="Close import" onClick={onClose} size="small">
            ✕
          </IconButton>
        </Stack>
        <Steps />
      </Stack>
    </Drawer>
  );
}

function Steps() {
  const { data, error, refetch } = useUploads();
  const { sending, share, stop, removal } = useSending();
  const upload = data?.uploads[0];
  useFreshNumbers(upload);
  if (data === undefined) {
    return error === null ? <Notice title="Loading …" /> : <FailureNotice error={error} retry={() => void refetch()} />;
  }
  const again = () => upload !== undefined && removal.mutate(upload.id);
  if (upload === undefined || sending.isPending) {
    return (
      <ChooseFile
        maxBytes={data.maxBytes}
        send={sending.mutate}
        share={sending.isPending ? share : undefined}
        stop={stop}
        problem={sending.error}
      />
    );
  }
  if (upload.state === 'uploaded') return <UnderstoodRows key={upload.id} upload={upload} again={again} />;
  return <ImportResult upload={upload} again={again} lost={error?.message} />;
}
