import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { textWidth } from '../card/AxisTicks';

type Bin = ReportResponse['timeToClose']['bins'][number];

/** The bins from the first that has tickets to the last: an empty end is no part of a distribution. */
export function trimBins<T extends Pick<Bin, 'count' | 'open'>>(bins: readonly T[]): T[] {
  const hasTickets = ({ count, open }: T) => count + open > 0;
  const first = bins.findIndex(hasTickets);
  return first === -1 ? [] : bins.slice(first, bins.findLastIndex(hasTickets) + 1);
}

/** The position of a duration in bins from the left: logarithmic within a bin, the middle of one that starts at 0 or has no end. */
export function binPosition(seconds: number, bins: readonly Pick<Bin, 'from' | 'to'>[]): number {
  const index = bins.findIndex(({ from, to }) => seconds >= from && (to === null || seconds < to));
  const bin = bins[index];
  if (bin === undefined) return 0;
  if (bin.from === 0 || bin.to === null) return index + 0.5;
  return index + Math.log(seconds / bin.from) / Math.log(bin.to / bin.from);
}

/** The share closed by each edge of the bins, from none at the first to all at the end: `at` counts bins. */
export function closedByEdge({
  bins,
  n,
}: {
  bins: readonly Pick<Bin, 'count'>[];
  n: number;
}): { at: number; share: number }[] {
  let below = 0;
  const ends = bins.map(({ count }, index) => {
    below += count;
    return { at: index + 1, share: below / Math.max(n, 1) };
  });
  return [{ at: 0, share: 0 }, ...ends];
}

/** A line and its label; rows are counted upwards from the plot, and a line reaches up to its own label. */
export interface PlacedLabel {
  x: number;
  left: number;
  right: number;
  row: number;
}

const GAP = 4;

/**
 * Places for labels beside their lines so that no label touches another or is crossed by a line. Few enough to
 * try every side and row; the lowest places win, to the right of the line where possible.
 * @param lines in order of x.
 * @param bounds the least and the greatest x of a label; above the lowest row, beside which the axes' labels stand, it may
 *   reach `beside` further.
 */
export function placeLabels(lines: readonly Line[], bounds: Bounds): PlacedLabel[] {
  // On a narrow card there may be no other room than beside the lowest row, too.
  return placed(lines, bounds, (row) => row > 0) ?? placed(lines, bounds, () => true) ?? stairs(lines);
}

interface Line {
  x: number;
  label: string;
}
interface Bounds {
  left: number;
  right: number;
  beside: number;
}

/** @returns undefined when there is no place for all of them. */
function placed(
  lines: readonly Line[],
  bounds: Bounds,
  mayReachBeside: (row: number) => boolean,
): PlacedLabel[] | undefined {
  let best: { placed: PlacedLabel[] | undefined; cost: number } = { placed: undefined, cost: Number.POSITIVE_INFINITY };
  const visit = (before: PlacedLabel[], cost: number) => {
    const line = lines[before.length];
    if (cost >= best.cost) return;
    if (line === undefined) {
      best = { placed: before, cost };
      return;
    }
    const width = textWidth(line.label);
    for (const [side, left] of [line.x + GAP, line.x - GAP - width].entries()) {
      for (let row = 0; row < lines.length; row += 1) {
        const beside = mayReachBeside(row) ? bounds.beside : 0;
        if (left < bounds.left - beside || left + width > bounds.right + beside) continue;
        const label = { x: line.x, left, right: left + width, row };
        if (before.some((other) => overlaps(label, other))) continue;
        visit([...before, label], cost + row * 10 + side);
      }
    }
  };
  visit([], 0);
  return best.placed;
}

/** Whether two labels touch, or the line of one crosses the label of the other. */
export function overlaps(a: PlacedLabel, b: PlacedLabel): boolean {
  const crosses = (line: PlacedLabel, label: PlacedLabel) =>
    line.row >= label.row && line.x > label.left - 2 && line.x < label.right + 2;
  const touches = a.row === b.row && a.left < b.right + GAP && b.left < a.right + GAP;
  return touches || crosses(a, b) || crosses(b, a);
}

/** Each label lower than those to its left: nothing crosses, but the last may leave the chart. */
function stairs(lines: readonly { x: number; label: string }[]): PlacedLabel[] {
  return lines.map(({ x, label }, index) => ({
    x,
    left: x + GAP,
    right: x + GAP + textWidth(label),
    row: lines.length - 1 - index,
  }));
}
