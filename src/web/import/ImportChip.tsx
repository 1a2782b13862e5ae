import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import { Suspense, useState } from 'react';
import { colour } from '../ui/colours';
import { lazyWithPreload } from '../ui/lazyWithPreload';
import { RegionBoundary } from '../ui/RegionBoundary';
import { VISUALLY_HIDDEN } from '../ui/visuallyHidden';
import { importStatus } from './importStatus';
import { useImport } from './useImport';

const ImportDrawer = lazyWithPreload(() => import('./ImportDrawer').then((module) => module.ImportDrawer));

/** Shows the progress of an import and opens its drawer; sending and importing go on while that is closed. */
export function ImportChip() {
  const held = useImport();
  const [open, setOpen] = useState(false);
  const [seen, setSeen] = useState<string>();
  const { label, end } = importStatus(held, seen);
  const close = () => {
    setOpen(false);
    if (end !== undefined) setSeen(held.upload?.id);
  };
  return (
    <>
      <Chip
        size="small"
        data-picture="none"
        variant="outlined"
        color={end === 'bad' ? 'warning' : 'default'}
        clickable
        label={label}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        sx={{ color: colour(end === undefined ? 'soft' : 'ink') }}
      />
      <Box component="span" role="status" sx={VISUALLY_HIDDEN}>
        {end !== undefined && label}
      </Box>
      {open && (
        <RegionBoundary>
          <Suspense>
            <ImportDrawer held={held} onClose={close} />
          </Suspense>
        </RegionBoundary>
      )}
    </>
  );
}
