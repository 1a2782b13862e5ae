import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useCloseOnBack } from './closeOnBack';

/** A dialog at the right edge, as wide as the page on a phone. */
export function SideSheet(props: {
  isOpen: boolean;
  title: string;
  /** Accessible name of the close button. */
  closeLabel: string;
  /** In pixels. */
  width: number;
  onClose(): void;
  children: ReactNode;
}) {
  const { isOpen, title, closeLabel, width, onClose, children } = props;
  useCloseOnBack(isOpen, onClose);
  return (
    <Drawer
      anchor="right"
      open={isOpen}
      onClose={onClose}
      slotProps={{ paper: { 'aria-label': title, role: 'dialog', 'aria-modal': true } }}
    >
      <Stack sx={{ width: { xs: '100vw', sm: width }, p: 2 }} spacing={1.5}>
        <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'space-between' }}>
          <Typography variant="h2">{title}</Typography>
          <IconButton aria-label={closeLabel} size="small" onClick={onClose}>
            ✕
          </IconButton>
        </Stack>
        {children}
      </Stack>
    </Drawer>
  );
}
