import Alert from '@mui/material/Alert';
import { say } from '../../contract/texts/texts';
import { useSettings } from '../settings/settingsStore';

/**
 * The confirmation of an export by a server that keeps no list of jobs. The browser stores it, so it survives a
 * reload and shows in other tabs, until it is closed.
 */
export function ExportNoticeToast({ email }: { email: string }) {
  const notice = useSettings((settings) => settings.toldExport);
  const setNotice = useSettings((settings) => settings.setExportNotice);
  if (notice === undefined || notice.email !== email) return null;
  return (
    <Alert severity="success" role="status" closeText={say('editor.close')} onClose={() => setNotice(undefined)}>
      {say('jobs.sentNotice', { ...notice })}
    </Alert>
  );
}
