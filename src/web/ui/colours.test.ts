import { describe, expect, test } from 'vitest';
import { SCHEMES } from './colours';

/** Machado, Oliveira and Fernandes 2009, severity 1: matrices on linear red, green and blue. */
const SEEN_WITH = {
  'full colour vision': [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

type Triple = readonly [number, number, number];

function linear(hex: string): Triple {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function times(matrix: readonly number[], [a, b, c]: Triple): Triple {
  const row = (at: number) => (matrix[at] ?? 0) * a + (matrix[at + 1] ?? 0) * b + (matrix[at + 2] ?? 0) * c;
  return [row(0), row(3), row(6)];
}

/** CIE L*a*b* of linear sRGB, D65. */
function lab(colour: Triple): Triple {
  const clipped = colour.map((value) => Math.min(1, Math.max(0, value))) as unknown as Triple;
  const [x, y, z] = times([0.4124, 0.3576, 0.1805, 0.2126, 0.7152, 0.0722, 0.0193, 0.1192, 0.9505], clipped);
  const f = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
  const [fx, fy, fz] = [f(x / 0.95047), f(y), f(z / 1.08883)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

const STATES = ['met', 'late', 'overdue', 'pending'] as const;

describe.each(['light', 'dark'] as const)('the states’ colours, %s', (scheme) => {
  test.each(Object.entries(SEEN_WITH))('can be told apart with %s', (_, matrix) => {
    for (const [index, a] of STATES.entries()) {
      for (const b of STATES.slice(index + 1)) {
        const [p, q] = [a, b].map((name) => lab(times(matrix, linear(SCHEMES[scheme][name])))) as [Triple, Triple];
        // CIE76 distance; 2.3 is just noticeable, and adjacent areas are easily distinguished from about 10 on.
        expect(Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]), `${a} and ${b}`).toBeGreaterThan(15);
      }
    }
  });
});
