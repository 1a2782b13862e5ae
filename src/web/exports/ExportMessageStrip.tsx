import Alert from '@mui/material/Alert';
import { useEffect } from 'react';
import type { ExportMessage } from './useExport';

/** A download speaks for itself; refusals stay until somebody has read them. */
const SUCCESS_MS = 8000;

/** What came of the last export: shown in the page, never saved as a file. */
export function ExportMessageStrip({ message, onClose }: { message: ExportMessage | undefined; onClose(): void }) {
  const passes = message?.severity === 'success';
  useEffect(() => {
    if (!passes) return;
    const timer = setTimeout(onClose, SUCCESS_MS);
    return () => clearTimeout(timer);
  }, [passes, onClose]);
  if (message === undefined) return null;
  const { severity, text } = message;
  return (
    <Alert
      severity={severity}
      role={severity === 'error' ? 'alert' : 'status'}
      onClose={onClose}
      sx={{ mb: 1.5, py: 0, alignItems: 'center' }}
    >
      {text}
    </Alert>
  );
}
