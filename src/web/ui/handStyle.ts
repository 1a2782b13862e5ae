/** The least that a mouse, or a finger, can be expected to hit (WCAG 2.2, 2.5.8 and 2.5.5), in pixels. */
const MOUSE = 24;
export const FINGER = 44;

/** An area around the middle of a control that is larger than what is drawn, and moves nothing. */
const areaOf = (size: number) => ({
  content: '""',
  position: 'absolute',
  top: '50%',
  left: '50%',
  width: `max(100%, ${size}px)`,
  height: `max(100%, ${size}px)`,
  transform: 'translate(-50%, -50%)',
});

const CONTROLS = '.MuiButtonBase-root::after, .MuiLink-button::after';
/** Cards hold controls in lines, one close below the other: there the lines themselves are higher. */
const STACKED = 'section .MuiToggleButton-root, section .MuiLink-button, section .legend > button';

/** The library's own rules for these are more specific. */
const FIELD = { minHeight: `${FINGER}px !important`, boxSizing: 'border-box', alignContent: 'center' };

/** Every control can be hit; where the system has few colours, bars, legends and chosen states stay told apart. */
export const HAND_STYLE = {
  '.MuiLink-button': { position: 'relative' },
  [CONTROLS]: areaOf(MOUSE),
  '@media (pointer: coarse)': {
    [CONTROLS]: areaOf(FINGER),
    '.MuiMenuItem-root, .MuiInputBase-root': { minHeight: FINGER },
    '.MuiInputBase-root > :is(.MuiSelect-select, input)': FIELD,
    [STACKED]: { minHeight: FINGER },
    'section li:has(> .row)': { minHeight: `${FINGER}px !important` },
  },
  '@media (forced-colors: active)': {
    '.bar > *, [data-swatch]': { forcedColorAdjust: 'none' },
    '.MuiButton-contained': { border: '1px solid ButtonBorder !important' },
    '.MuiToggleButton-root.Mui-selected, [aria-pressed=true], .MuiMenuItem-root.Mui-selected': {
      forcedColorAdjust: 'none',
      color: 'HighlightText !important',
      backgroundColor: 'Highlight !important',
    },
  },
} as const;
