/** Colours of both themes as CSS variables, so that charts and styles follow the theme without rendering again. */

const LIGHT = {
  bg: '#f6f6f3',
  paper: '#fffffe',
  ink: '#1c2226',
  soft: '#566067',
  // A contrast of 4.5:1 on `bg`, for small print.
  faint: '#667077',
  line: '#e3e4df',
  accent: '#0e5f59',
  'accent-bg': '#e2efec',
  // Pale: what is well needs no attention.
  met: '#c3dcd6',
  late: '#dc982f',
  overdue: '#b93a23',
  pending: '#93a2b0',
  none: '#e4e6e4',
  bar: '#7c9aa5',
  bad: '#b13d27',
  good: '#1f7468',
} as const;

export type Colour = keyof typeof LIGHT;

const DARK: Record<Colour, string> = {
  bg: '#14181a',
  paper: '#1b2023',
  ink: '#e8ebea',
  soft: '#a9b3b7',
  faint: '#8f9aa0',
  line: '#2c3336',
  accent: '#6cc5ba',
  'accent-bg': '#1d3532',
  met: '#35564f',
  late: '#ecb45c',
  overdue: '#d4523a',
  pending: '#68757f',
  none: '#333b3f',
  bar: '#6c8a95',
  bad: '#ef8f7b',
  good: '#6cc5ba',
};

/** The variable that stands for a colour in styles and SVG: `var(--tl-met)`. */
export function colour(name: Colour): string {
  return `var(--tl-${name})`;
}

export const SCHEMES = { light: LIGHT, dark: DARK } as const;

/** Declarations of all variables of one theme. */
export function colourVariables(scheme: keyof typeof SCHEMES): Record<string, string> {
  return Object.fromEntries(Object.entries(SCHEMES[scheme]).map(([name, value]) => [`--tl-${name}`, value]));
}
