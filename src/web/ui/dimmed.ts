import { type Colour, colour } from './colours';

/**
 * The style of what stays while its successor is awaited. It is a layer of its own, so that nothing is painted anew to
 * dim it, and is opaque, since letters are less sharp in a layer that is not.
 * @param ground what it stands on.
 */
export function dimmed(isOld: boolean, ground: Colour) {
  return {
    opacity: isOld ? 0.55 : 1,
    willChange: 'opacity',
    bgcolor: colour(ground),
    '@media print': { bgcolor: 'transparent' },
  };
}
