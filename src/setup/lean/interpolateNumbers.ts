/** Scales of axes go from number to number; the library's own interpolation knows colours, dates and objects as well. */

type Interpolator = (share: number) => number;

/** @returns the value at a share, 0..1, of the way from one number to another. */
export function interpolateNumber(from: number, to: number): Interpolator {
  return (share) => from * (1 - share) + to * share;
}

export { interpolateNumber as interpolate };

/** As `interpolateNumber`, in whole numbers. */
export function interpolateRound(from: number, to: number): Interpolator {
  return (share) => Math.round(from * (1 - share) + to * share);
}
