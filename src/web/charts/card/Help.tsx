import Tooltip from '@mui/material/Tooltip';
import type { ReactElement } from 'react';

/** Says of a figure how it is computed and of how many tickets: to who points at it, and to who focuses something in it. */
export function Help({ text, children }: { text: string | undefined; children: ReactElement }) {
  if (text === undefined || text === '') return children;
  return (
    <Tooltip title={text} describeChild disableInteractive placement="bottom-start" slotProps={HELP_STYLE}>
      {children}
    </Tooltip>
  );
}

const HELP_STYLE = { tooltip: { sx: { whiteSpace: 'pre-line', maxWidth: 420 } } };
