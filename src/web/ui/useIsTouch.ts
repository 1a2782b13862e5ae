import useMediaQuery from '@mui/material/useMediaQuery';

/** Whether fingers point: a field that takes the focus brings up a keyboard over the rest, and small things are missed. */
export function useIsTouch(): boolean {
  return useMediaQuery('(pointer: coarse)', { noSsr: true });
}
