import Chip from '@mui/material/Chip';
import { Suspense, useState } from 'react';
import type { Session } from '../api/session';
import { colour } from '../ui/colours';
import { lazyWithPreload } from '../ui/lazyWithPreload';
import { RegionBoundary } from '../ui/RegionBoundary';
import { freshnessWords } from './freshnessWords';

const FreshnessPanel = lazyWithPreload(() => import('./FreshnessPanel').then((module) => module.FreshnessPanel));

/** When mirrored tickets were last brought up to date; a warning when that is late or fails. */
export function FreshnessChip({ session }: { session: Session }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { sync } = session.profile;
  if (sync === null) return null;
  const { label, warning } = freshnessWords(sync, session.asOf);
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

/** A warning is told by its words and its shape, not by its colour alone. */
function Dot({ warning }: { warning: boolean }) {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
      {warning ? (
        <path d="M5 0.5 9.7 9.2H0.3Z" fill={colour('late')} />
      ) : (
        <circle cx="5" cy="5" r="3" fill={colour('met')} />
      )}
    </svg>
  );
}
