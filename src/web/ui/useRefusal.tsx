import Box from '@mui/material/Box';
import { type ReactNode, useId, useState } from 'react';
import { colour } from './colours';
import { VISUALLY_HIDDEN } from './visuallyHidden';

/**
 * Why a control is off: in its description, and shown when somebody uses it all the same. A disabled button could do
 * neither, and would lose the focus.
 * @param reason undefined where the control is on.
 * @returns `control` for the control, `note` to be placed beside it, `tell` to be called instead of what it does.
 */
export function useRefusal(reason: string | undefined): {
  control: { 'aria-disabled': boolean; 'aria-describedby': string | undefined; onBlur(): void };
  note: ReactNode;
  tell(): void;
} {
  const id = useId();
  const [told, setTold] = useState<string>();
  // It can be taken away while it is shown.
  const isShown = reason !== undefined && told === reason;
  return {
    control: {
      'aria-disabled': reason !== undefined,
      'aria-describedby': reason === undefined ? undefined : id,
      onBlur: () => setTold(undefined),
    },
    note: (
      <Box component="span" id={id} role="status" sx={isShown ? TOLD_STYLE : VISUALLY_HIDDEN}>
        {reason}
      </Box>
    ),
    tell: () => setTold(reason),
  };
}

export const OFF_STYLE = { opacity: 0.6, cursor: 'not-allowed' };

const TOLD_STYLE = {
  position: 'absolute',
  top: 36,
  right: 0,
  zIndex: 2,
  width: 'max-content',
  maxWidth: 260,
  p: 1,
  borderRadius: 1,
  border: `1px solid ${colour('line')}`,
  bgcolor: colour('paper'),
  color: colour('ink'),
  fontSize: 13,
};
