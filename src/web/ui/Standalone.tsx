import Stack from '@mui/material/Stack';
import type { ReactNode } from 'react';
import { Logo } from './Logo';

/** A whole page around one state: before there is a report to show. */
export function Standalone({ children }: { children: ReactNode }) {
  return (
    <Stack component="main" sx={{ minHeight: '100dvh', alignItems: 'center', justifyContent: 'center', p: 2 }}>
      <Logo />
      {children}
    </Stack>
  );
}
