import Alert from '@mui/material/Alert';
import { useSettings } from '../settings/settingsStore';

/**
 * Where an export is on a server that only confirms it with a message: kept by this browser, so it is still there
 * after a reload and in other tabs, until somebody closes it.
 */
export function ToldStrip({ email }: { email: string }) {
  const told = useSettings((settings) => settings.toldExport);
  const tell = useSettings((settings) => settings.tellExport);
  if (told === undefined || told.email !== email) return null;
  return (
    <Alert
      severity="success"
      role="status"
      onClose={() => tell(undefined)}
      sx={{ mb: 1.5, py: 0, alignItems: 'center', overflowWrap: 'anywhere' }}
    >
      Sent to your email: {told.email} · {told.message}
    </Alert>
  );
}
