import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useCloseOnBack } from './closeOnBack';

/** A dialog at the right edge, as wide as the page on a phone. */
export function SideSheet(props: {
  isOpen: boolean;
  title: string;
  /** Accessible name of the close button. */
  closeLabel: string;
  /** In pixels. */
  width: number;
  /** Where there is room it stands beside the page, which goes on working. */
  isBeside?: boolean;
  /** Before the close button. */
  actions?: ReactNode;
  onClose(): void;
  children: ReactNode;
}) {
  const { isOpen, title, closeLabel, width, isBeside = false, actions, onClose, children } = props;
  const hasRoom = useMediaQuery('(min-width:1200px)');
  const isModal = !(isBeside && hasRoom);
  const paper = useFocusInside(isOpen && !isModal);
  useCloseOnBack(isOpen, onClose);
  return (
    <Drawer
      anchor="right"
      variant={isModal ? 'temporary' : 'persistent'}
      open={isOpen}
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isModal) onClose();
      }}
      slotProps={{
        paper: { ref: paper, tabIndex: -1, 'aria-label': title, role: 'dialog', 'aria-modal': isModal },
      }}
    >
      <Stack sx={{ width: { xs: '100vw', sm: width }, p: 2 }} spacing={1.5}>
        <Stack direction="row" sx={{ alignItems: 'center', flexWrap: 'wrap', columnGap: 1 }}>
          <Typography variant="h2" sx={{ flex: '1 0 auto' }}>
            {title}
          </Typography>
          {actions}
          <IconButton aria-label={closeLabel} size="small" onClick={onClose}>
            ✕
          </IconButton>
        </Stack>
        {children}
      </Stack>
    </Drawer>
  );
}

/** A sheet beside the page takes the focus when it opens, and gives it back when it closes. A modal one does so by itself. */
function useFocusInside(isOpen: boolean): RefObject<HTMLDivElement | null> {
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const before = document.activeElement;
    sheet.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [isOpen]);
  return sheet;
}
