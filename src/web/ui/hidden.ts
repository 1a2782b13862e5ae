/** Out of sight, but read by screen readers. In pixels as text: a bare 1 would be 100 % to `sx`. */
export const HIDDEN = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const;
