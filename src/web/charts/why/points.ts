/** Tenths of a percentage point: "+1.4", "−0.6". */
export function formatPoints(tenths: number): string {
  const sign = tenths === 0 ? '±' : tenths > 0 ? '+' : '−';
  return `${sign}${(Math.abs(tenths) / 10).toFixed(1)}`;
}
