import Chip from '@mui/material/Chip';
import { Suspense, useState } from 'react';
import type { Session } from '../api/session';
import { colour } from '../ui/colours';
import { lazyWithPreload } from '../ui/lazyWithPreload';
import { RegionBoundary } from '../ui/RegionBoundary';
import { describeFreshness } from './describeFreshness';

const FreshnessPanel = lazyWithPreload(() => import('./FreshnessPanel').then((module) => module.FreshnessPanel));

/** The time of the last sync; a warning when it is late or fails. */
export function FreshnessChip({ session }: { session: Session }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { sync } = session.profile;
  if (sync === null) return null;
  const { label, warning } = describeFreshness(sync, session.asOf);
  return (
    <>
      <Chip
        size="small"
        variant="outlined"
        color={warning ? 'warning' : 'default'}
        clickable
        icon={<Dot warning={warning} />}
        label={label}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onPointerEnter={FreshnessPanel.preload}
        onFocus={FreshnessPanel.preload}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ color: colour(warning ? 'ink' : 'soft'), '& .MuiChip-icon': { ml: '7px', mr: '-4px' } }}
      />
      {anchor !== null && (
        <RegionBoundary>
          <Suspense>
            <FreshnessPanel anchor={anchor} session={session} sync={sync} onClose={() => setAnchor(null)} />
          </Suspense>
        </RegionBoundary>
      )}
    </>
  );
}

/** A warning has another shape, so that it does not depend on colour alone. */
function Dot({ warning }: { warning: boolean }) {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
      {warning ? (
        <path d="M5 0.5 9.7 9.2H0.3Z" fill={colour('late')} />
      ) : (
        <circle cx="5" cy="5" r="3" fill={colour('good')} />
      )}
    </svg>
  );
}
