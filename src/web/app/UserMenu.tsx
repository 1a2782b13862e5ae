import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useColorScheme } from '@mui/material/styles';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Profile } from '../../contract/answers';
import { signOut } from '../api/client';
import { colour } from '../theme/colours';
import { PROFILE_KEY } from './queryClient';

const MODES = [
  ['system', 'Theme of the system'],
  ['light', 'Light theme'],
  ['dark', 'Dark theme'],
] as const;

export function UserMenu({ profile }: { profile: Profile }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { mode, setMode } = useColorScheme();
  const client = useQueryClient();
  const leave = async () => {
    setAnchor(null);
    await signOut();
    // Nothing of the report may stay in memory for whoever signs in next.
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== PROFILE_KEY[0] });
    await client.invalidateQueries({ queryKey: PROFILE_KEY });
  };
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
        <MenuItem onClick={() => void leave()}>Sign out</MenuItem>
      </Menu>
    </>
  );
}
