import { createTheme } from '@mui/material/styles';
import { colour, colourVariables, SCHEMES } from '../ui/colours';
import { HAND_STYLE } from '../ui/handStyle';
import { PRINT_STYLE } from '../ui/printStyle';

function palette(scheme: keyof typeof SCHEMES) {
  const colours = SCHEMES[scheme];
  return {
    primary: { main: colours.accent, contrastText: scheme === 'light' ? '#ffffff' : '#10211f' },
    error: { main: colours.bad },
    warning: { main: colours.late },
    success: { main: colours.good },
    background: { default: colours.bg, paper: colours.paper },
    text: { primary: colours.ink, secondary: colours.soft },
    divider: colours.line,
  };
}

const HAIRLINE = `1px solid ${colour('line')}`;

/** MUI's components remove the browser's focus outline, each in its own rule: each gets this one. */
const FOCUS_OUTLINE = { outline: `2px solid ${colour('accent')}`, outlineOffset: 1 };
/** For items as wide as their list, which would cut off an outer outline. */
const FOCUS_OUTLINE_INSIDE = { ...FOCUS_OUTLINE, outlineOffset: -2 };
const FOCUSED = '&.Mui-focusVisible, &:focus-visible';

/** Warm grey ground, paper cards with hairlines, one deep-teal accent, tabular figures, 13 px. */
export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'class' },
  colorSchemes: { light: { palette: palette('light') }, dark: { palette: palette('dark') } },
  typography: {
    fontFamily: '"Inter Variable", Inter, "Liberation Sans", Arial, sans-serif',
    fontSize: 13,
    htmlFontSize: 16,
    body1: { fontSize: 13, lineHeight: 1.45 },
    body2: { fontSize: 12, lineHeight: 1.45 },
    h1: { fontSize: 20, fontWeight: 600, letterSpacing: '-.01em' },
    h2: { fontSize: 14, fontWeight: 600 },
    button: { textTransform: 'none', fontWeight: 500, fontSize: 13 },
  },
  shape: { borderRadius: 6 },
  // No animations.
  transitions: { create: () => 'none' },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        ':root': colourVariables('light'),
        ':root.dark': colourVariables('dark'),
        body: { fontVariantNumeric: 'tabular-nums', backgroundColor: colour('bg') },
        ':focus-visible': FOCUS_OUTLINE,
        ...HAND_STYLE,
        ...PRINT_STYLE,
      },
    },
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      // Browsers do not inherit fonts in buttons.
      styleOverrides: { root: { fontFamily: 'inherit', fontSize: 'inherit', [FOCUSED]: FOCUS_OUTLINE } },
    },
    MuiButton: {
      defaultProps: { size: 'small', variant: 'outlined', disableElevation: true },
      styleOverrides: {
        root: { height: 30, paddingInline: 14, whiteSpace: 'nowrap' },
        // The outline has the colour of the button, so it needs a gap.
        contained: { [FOCUSED]: { outlineOffset: 2 } },
        outlined: { borderColor: colour('line'), color: colour('ink'), backgroundColor: colour('paper') },
      },
    },
    MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiPopover: { styleOverrides: { paper: { border: HAIRLINE, boxShadow: '0 6px 24px rgb(0 0 0 / 12%)' } } },
    MuiChip: { styleOverrides: { root: { [FOCUSED]: FOCUS_OUTLINE } } },
    MuiLink: { styleOverrides: { root: { [FOCUSED]: FOCUS_OUTLINE } } },
    // A menu keeps the focus only if it takes it itself: rows that come meanwhile take it otherwise, and Escape is lost.
    MuiMenu: { defaultProps: { disableAutoFocus: false } },
    MuiMenuItem: { styleOverrides: { root: { fontSize: 13, minHeight: 32, [FOCUSED]: FOCUS_OUTLINE_INSIDE } } },
    MuiSelect: {
      styleOverrides: {
        select: {
          '&.MuiSelect-standard:focus-visible': FOCUS_OUTLINE,
          // The library's line is below the field, which is a finger high on a phone: there it crosses the note.
          'h2 &': { textDecoration: 'underline', textUnderlineOffset: 4 },
        },
      },
    },
    MuiInput: { defaultProps: { disableUnderline: true } },
    MuiTooltip: { styleOverrides: { tooltip: { fontSize: 12 } } },
    MuiTextField: { defaultProps: { size: 'small' } },
    MuiInputBase: { styleOverrides: { root: { fontSize: 13 } } },
    MuiFormControlLabel: { styleOverrides: { label: { fontSize: 13 } } },
    MuiCheckbox: { defaultProps: { size: 'small' }, styleOverrides: { root: { padding: 4 } } },
    MuiRadio: { defaultProps: { size: 'small' }, styleOverrides: { root: { padding: 4 } } },
    MuiAlert: {
      styleOverrides: {
        root: { fontSize: 13, backgroundColor: colour('paper'), border: HAIRLINE, color: colour('ink') },
      },
    },
  },
});
