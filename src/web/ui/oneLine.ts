/** What stands side by side wraps where there is room, and is one line that scrolls on a phone. */
export const ONE_LINE_ON_PHONES = {
  // What is placed absolutely inside of it, as words for screen readers are, scrolls with it.
  position: 'relative',
  flexWrap: { xs: 'nowrap', sm: 'wrap' },
  overflowX: { xs: 'auto', sm: 'visible' },
  whiteSpace: { xs: 'nowrap', sm: 'normal' },
  scrollbarWidth: 'none',
  // The line would cut the outlines of what has the focus.
  p: { xs: '3px 20px 3px 12px', sm: 0 },
  // From edge to edge of the screen; fading out says that it goes on, at either end.
  maskImage: { xs: 'linear-gradient(to left, transparent, #000 24px calc(100% - 12px), transparent)', sm: 'none' },
  m: { xs: '-3px -12px', sm: 0 },
  '& > *': { flexShrink: { xs: 0, sm: 1 } },
} as const;
