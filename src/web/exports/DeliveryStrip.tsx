import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import type { ExportJob } from '../../contract/answers';
import { formatCount } from '../../contract/format';
import { useSettings } from '../app/settingsStore';
import { jobHeadline, STATE_WORDS } from './jobWords';
import { isUnderWay, useJobs } from './useJobs';

const RECENT_MS = 24 * 3600 * 1000;
const SEVERITY = { queued: 'info', running: 'info', sent: 'success', failed: 'error', cancelled: 'info' } as const;

/** Where the newest export is. Read from the server, so it is still there after a reload and in other tabs. */
export function DeliveryStrip() {
  const { data: jobs = [] } = useJobs();
  const open = useSettings((settings) => settings.setExportsOpen);
  const dismissed = useSettings((settings) => settings.dismissedExport);
  const dismiss = useSettings((settings) => settings.dismissExport);
  const [newest] = jobs;
  if (newest === undefined || newest.state === 'cancelled' || !isRecent(newest)) return null;
  const mark = `${newest.id} ${newest.state}`;
  if (dismissed === mark) return null;
  const others = jobs.filter(isUnderWay).filter(({ id }) => id !== newest.id).length;
  return (
    <Alert
      severity={SEVERITY[newest.state]}
      role="status"
      onClose={() => dismiss(mark)}
      sx={{ mb: 1.5, py: 0, alignItems: 'center' }}
    >
      {jobHeadline(newest)} · {formatCount(newest.rows ?? newest.rowsRequested)} tickets, {newest.format}
      {isUnderWay(newest) && ` · ${STATE_WORDS[newest.state]}`}
      {newest.error === null ? '' : ` · ${newest.error}`}
      {others > 0 && ` · ${formatCount(others)} more under way`}
      <Button variant="text" onClick={() => open(true)} sx={{ height: 24, ml: 1 }}>
        Show exports
      </Button>
    </Alert>
  );
}

function isRecent({ finishedAt, requestedAt }: ExportJob): boolean {
  return Date.now() - new Date(finishedAt ?? requestedAt).getTime() < RECENT_MS;
}
