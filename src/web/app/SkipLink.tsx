import Link from '@mui/material/Link';
import type { RefObject } from 'react';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';

/** The first stop of the keyboard: past the header to what the page is about. Seen while it has the focus. */
export function SkipLink({ target }: { target: RefObject<HTMLElement | null> }) {
  return (
    <Link
      component="button"
      onClick={() => target.current?.focus()}
      sx={{
        position: 'absolute',
        zIndex: 2,
        left: 8,
        top: 8,
        px: 1.5,
        py: 1,
        borderRadius: 1,
        bgcolor: colour('paper'),
        '&:not(:focus)': { clipPath: 'inset(50%)' },
      }}
    >
      {say('shell.skip')}
    </Link>
  );
}
