import Stack from '@mui/material/Stack';
import type { ReactNode } from 'react';
import { Logo } from './Logo';

/** The layout of a page without a report, such as sign-in. */
export function Standalone({ children }: { children: ReactNode }) {
  return (
    <Stack component="main" sx={{ minHeight: '100dvh', alignItems: 'center', justifyContent: 'center', p: 2 }}>
      <Logo />
      {children}
    </Stack>
  );
}
