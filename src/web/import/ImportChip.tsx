import Chip from '@mui/material/Chip';
import { Suspense, useState } from 'react';
import { lazyPart } from '../app/loadPart';
import { RegionBoundary } from '../app/RegionBoundary';
import { colour } from '../theme/colours';

const ImportDrawer = lazyPart(() => import('./ImportDrawer').then((module) => module.ImportDrawer));

/** Opens the import, whose code is fetched then. */
export function ImportChip() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Chip
        size="small"
        variant="outlined"
        clickable
        label="Import"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        sx={{ color: colour('soft') }}
      />
      {open && (
        <RegionBoundary>
          <Suspense>
            <ImportDrawer onClose={() => setOpen(false)} />
          </Suspense>
        </RegionBoundary>
      )}
    </>
  );
}
