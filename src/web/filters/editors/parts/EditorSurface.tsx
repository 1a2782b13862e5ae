import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Popover, { type PopoverActions } from '@mui/material/Popover';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { type ReactNode, useEffect, useRef } from 'react';
import { say } from '../../../../contract/texts/texts';
import { useCloseOnBack } from '../../../ui/closeOnBack';
import { RemoveIcon } from './icons';

/** On a phone the editor is a sheet over the full width. */
const PHONE = '(max-width: 599.95px)';

/** Holds the editor: beside its chip where there is room, at the foot of a phone. */
export function EditorSurface(props: {
  anchor: HTMLElement;
  label: string;
  onClose(): void;
  /** A click beside it. */
  onLeave(): void;
  children: ReactNode;
}) {
  const { anchor, label, onClose, onLeave, children } = props;
  const closeFor = (_: unknown, reason: 'backdropClick' | 'escapeKeyDown') =>
    reason === 'backdropClick' ? onLeave() : onClose();
  const isPhone = useMediaQuery(PHONE, { noSsr: true });
  useCloseOnBack(isPhone, onClose);
  const dialog = { role: 'dialog', 'aria-label': label, 'aria-modal': true } as const;
  if (isPhone) {
    return (
      <Drawer
        open
        anchor="bottom"
        onClose={closeFor}
        transitionDuration={0}
        slotProps={{ paper: { ...dialog, sx: { maxHeight: '92dvh', borderRadius: '12px 12px 0 0', p: 2 } } }}
      >
        <Stack direction="row" sx={{ alignItems: 'center', mb: 1 }}>
          <Typography variant="h2" sx={{ flex: 1 }}>
            {label}
          </Typography>
          <IconButton aria-label={say('editor.close')} onClick={onClose}>
            <RemoveIcon />
          </IconButton>
        </Stack>
        {children}
      </Drawer>
    );
  }
  return (
    <Beside anchor={anchor} dialog={dialog} onClose={closeFor}>
      {children}
    </Beside>
  );
}

function Beside(props: {
  anchor: HTMLElement;
  dialog: { role: string; 'aria-label': string; 'aria-modal': true };
  onClose(event: unknown, reason: 'backdropClick' | 'escapeKeyDown'): void;
  children: ReactNode;
}) {
  const { anchor, dialog, onClose, children } = props;
  const content = useRef<HTMLDivElement>(null);
  const popover = useRef<PopoverActions>(null);
  useEffect(() => {
    if (content.current === null) return;
    // A list that fills or a calendar that opens must not reach below the window.
    const observer = new ResizeObserver(() => popover.current?.updatePosition());
    observer.observe(content.current);
    return () => observer.disconnect();
  }, []);
  return (
    <Popover
      open
      action={popover}
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      transitionDuration={0}
      slotProps={{ paper: { ...dialog, sx: { mt: 0.5, width: 400, maxHeight: 'calc(100vh - 32px)' } } }}
    >
      <Box ref={content} sx={{ p: 2 }}>
        {children}
      </Box>
    </Popover>
  );
}
