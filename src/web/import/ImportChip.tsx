import Chip from '@mui/material/Chip';
import { lazy, Suspense, useState } from 'react';
import { loadPart } from '../app/loadPart';
import { RegionBoundary } from '../app/RegionBoundary';
import { colour } from '../theme/colours';

const ImportDrawer = lazy(() =>
  loadPart(() => import('./ImportDrawer')).then((module) => ({ default: module.ImportDrawer })),
);

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
