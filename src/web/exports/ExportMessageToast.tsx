import Alert from '@mui/material/Alert';
import { useEffect } from 'react';
import { say } from '../../contract/texts/texts';
import type { ExportMessage } from './useExport';

/** A message of success goes away by itself; errors stay until they are closed. */
const SUCCESS_MS = 8000;

/** The result of the last export. An error is shown here and never saved as if it were the file. */
export function ExportMessageToast({ message, onClose }: { message: ExportMessage | undefined; onClose(): void }) {
  const isSuccess = message?.severity === 'success';
  useEffect(() => {
    if (!isSuccess) return;
    const timer = setTimeout(onClose, SUCCESS_MS);
    return () => clearTimeout(timer);
  }, [isSuccess, onClose]);
  if (message === undefined) return null;
  const { severity, text } = message;
  return (
    <Alert
      severity={severity}
      role={severity === 'error' ? 'alert' : 'status'}
      closeText={say('editor.close')}
      onClose={onClose}
    >
      {text}
    </Alert>
  );
}
