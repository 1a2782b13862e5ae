import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { colour } from './colours';

/** Messages at the foot of the window, one above the other: the page does not move when one comes or goes. */
export function Toasts({ children }: { children: ReactNode }) {
  return (
    <Box data-toasts data-picture="none" sx={TOASTS_STYLE}>
      {children}
    </Box>
  );
}

/** For what stands behind the toasts: room at its end, so that they cover nothing that cannot be scrolled away. */
export const ROOM_FOR_TOASTS = { '[data-toasts]:not(:empty) ~ &': { pb: 12 } };

const TOASTS_STYLE = {
  position: 'fixed',
  // Below menus, drawers and dialogs.
  zIndex: 1000,
  bottom: 16,
  left: { xs: 12, md: 24 },
  maxWidth: 'min(640px, calc(100vw - 24px))',
  display: 'grid',
  justifyItems: 'start',
  gap: 1,
  '& > *': {
    py: 0,
    alignItems: 'center',
    overflowWrap: 'anywhere',
    border: `1px solid ${colour('line')}`,
    boxShadow: '0 4px 16px rgb(0 0 0 / 18%)',
  },
};
