import { formatFixed } from './numbers';

/** Tenths of a percentage point: "+1.4", "−0.6". */
export function formatPoints(tenths: number): string {
  const sign = tenths === 0 ? '±' : tenths > 0 ? '+' : '−';
  return `${sign}${formatFixed(Math.abs(tenths) / 10, 1)}`;
}
