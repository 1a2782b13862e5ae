import Button, { type ButtonProps } from '@mui/material/Button';
import { useState } from 'react';
import type { Action } from './ActionMenu';
import { LazyMenu, preloadMenu } from './LazyMenu';

interface Props extends ButtonProps {
  actions: readonly Action[];
  heading?: string;
}

/** A button that opens a menu. */
export function MenuButton({ actions, heading, ...button }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        {...button}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onPointerEnter={preloadMenu}
        onFocus={preloadMenu}
        onClick={(event) => setAnchor(event.currentTarget)}
      />
      <LazyMenu anchor={anchor} heading={heading} actions={actions} onClose={() => setAnchor(null)} />
    </>
  );
}
