import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { FailureNotice } from '../app/FailureNotice';
import { Notice } from '../app/Notice';
import { ChooseFile } from './ChooseFile';
import { ImportResult } from './ImportResult';
import { SendingFiles } from './SendingFiles';
import { UnderstoodRows } from './UnderstoodRows';
import type { TicketImport } from './useImport';

/** Brings files of tickets in: choose, look, import, result. */
export function ImportDrawer({ held, onClose }: { held: TicketImport; onClose(): void }) {
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
        <Step held={held} />
      </Stack>
    </Drawer>
  );
}

function Step({ held }: { held: TicketImport }) {
  const { list, listError, upload, sending, problem } = held;
  if (sending !== undefined) return <SendingFiles sending={sending} stop={held.stopSending} />;
  if (list === undefined) {
    return listError === null ? (
      <Notice title="Loading …" />
    ) : (
      <FailureNotice error={listError} retry={held.readList} />
    );
  }
  if (upload === undefined) return <ChooseFile maxBytes={list.maxBytes} send={held.send} problem={problem} />;
  if (upload.state === 'uploaded') return <UnderstoodRows key={upload.id} upload={upload} held={held} />;
  return <ImportResult upload={upload} again={held.remove} lost={(problem ?? listError)?.message} />;
}
