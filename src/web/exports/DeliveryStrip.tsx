import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { formatCount } from '../../contract/format';
import { useSettings } from '../app/settingsStore';
import { jobHeadline } from './jobWords';
import { useJobs } from './useJobs';

const RECENT_MS = 24 * 3600 * 1000;
const SEVERITY = { queued: 'info', running: 'info', sent: 'success', failed: 'error', cancelled: 'info' } as const;

/** Where the newest export is. Read from the server, so it is still there after a reload and in other tabs. */
export function DeliveryStrip() {
  const { data: jobs = [] } = useJobs();
  const open = useSettings((settings) => settings.setExportsOpen);
  const [dismissed, setDismissed] = useState<string>();
  const [newest] = jobs;
  if (newest === undefined || newest.state === 'cancelled') return null;
  const mark = `${newest.id} ${newest.state}`;
  const age = Date.now() - new Date(newest.finishedAt ?? newest.requestedAt).getTime();
  if (age > RECENT_MS || dismissed === mark) return null;
  return (
    <Alert
      severity={SEVERITY[newest.state]}
      role="status"
      onClose={() => setDismissed(mark)}
      sx={{ mb: 1.5, py: 0, alignItems: 'center' }}
    >
      {jobHeadline(newest)} · {formatCount(newest.rows ?? newest.rowsRequested)} tickets, {newest.format}
      {newest.error === null ? '' : ` · ${newest.error}`}
      <Button variant="text" onClick={() => open(true)} sx={{ height: 24, ml: 1 }}>
        Show exports
      </Button>
    </Alert>
  );
}
