import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useColorScheme } from '@mui/material/styles';
import { useState } from 'react';
import type { Session } from '../session/SessionGate';
import { colour } from '../theme/colours';

const MODES = [
  ['system', 'Theme of the system'],
  ['light', 'Light theme'],
  ['dark', 'Dark theme'],
] as const;

export function UserMenu({ session }: { session: Session }) {
  const { profile } = session;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { mode, setMode } = useColorScheme();
  return (
    <>
      <Button
        variant="text"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ color: colour('soft'), px: 1, maxWidth: 240, overflow: 'hidden', textOverflow: 'ellipsis' }}
      >
        {profile.email}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {MODES.map(([value, label]) => (
          <MenuItem key={value} selected={mode === value} onClick={() => setMode(value)}>
            {label}
          </MenuItem>
        ))}
        <Divider />
        <MenuItem onClick={() => void session.signOut()}>Sign out</MenuItem>
      </Menu>
    </>
  );
}
