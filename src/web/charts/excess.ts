import { formatCount, formatFixed } from '../../contract/format/numbers';

/** "+9", "−0.6": with a digit after the point below ten. */
export function formatExcess(excess: number | null): string {
  if (excess === null) return '–';
  const size = Math.abs(excess);
  const text = size < 9.95 ? formatFixed(size, 1) : formatCount(Math.round(size));
  return `${excess < 0 && size >= 0.05 ? '−' : '+'}${text}`;
}
