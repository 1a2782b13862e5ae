import { expect } from 'vitest';
import type { Ticket } from '../../contract/columns/columns';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import { formatWallTime, parseWallTime } from '../../contract/time/wallTime';
import { ratedOf } from '../comparedFigures';

/** Weeks that are signals, counted from a file's tickets and worked out apart from the server. */

const WEEK = 7 * 86_400;
/** A Monday. */
const EPOCH = parseWallTime('2001-01-01') ?? Number.NaN;

interface Range {
  from: number;
  /** Exclusive. */
  end: number;
  asOf: number;
}

interface Week {
  start: number;
  n: number;
  late: number;
}

const rateOf = (weeks: readonly Week[]) =>
  weeks.reduce((sum, { late }) => sum + late, 0) / weeks.reduce((sum, { n }) => sum + n, 0);

export function checkSignals(overTime: ReportResponse['overTime'], tickets: readonly Ticket[], range: Range): void {
  const signals = overTime.signals.all;
  const weeks = wholeWeeks(tickets, range).filter(({ n }) => n >= 30);
  const first = limitsOf(weeks);
  const limits = first && limitsOf(weeks.filter((week) => distance(week, first) <= 3 * first.sigmaZ));
  if (weeks.length < 8 || !limits) {
    expect(signals).toBeNull();
    return;
  }
  const outside = weeks.filter((week) => distance(week, limits) > 3 * limits.sigmaZ);
  expect(signals?.buckets).toBe(weeks.length);
  expect(signals?.centre).toBeCloseTo(limits.centre, 12);
  expect(signals?.sigmaZ).toBeCloseTo(limits.sigmaZ, 9);
  expect(signals?.outside.map(({ start, n, late }) => ({ start, n, late }))).toEqual(
    outside.map(({ start, n, late }) => ({ start: formatWallTime(start), n, late })),
  );
  expect(signals?.runs.map(({ first: begin, last, side }) => [begin, last, side])).toEqual(
    runsOf(weeks, limits.centre),
  );
}

function wholeWeeks(tickets: readonly Ticket[], { from, end, asOf }: Range): Week[] {
  const due = tickets.flatMap((ticket) => {
    const [created, dueBy] = [ticket.createdAt, ticket.dueBy].map((time) => parseWallTime(String(time)));
    return created === null || created === undefined || dueBy === null || dueBy === undefined
      ? []
      : [{ ticket, within: dueBy - created, start: EPOCH + Math.floor((dueBy - EPOCH) / WEEK) * WEEK }];
  });
  const byLength = due.map(({ within }) => within).sort((a, b) => a - b);
  const within = byLength[Math.floor(0.9 * byLength.length)] ?? 0;
  const starts = [...new Set(due.map(({ start }) => start))].sort((a, b) => a - b);
  return starts
    .filter((start) => start + WEEK <= Math.min(asOf, end) && start >= from + within)
    .map((start) => {
      const mine = due.filter((each) => each.start === start).map(({ ticket }) => ticket);
      return { start, ...ratedOf(mine, formatWallTime(asOf)) };
    });
}

/** Null where nothing varies. */
function limitsOf(weeks: readonly Week[]): { centre: number; sigmaZ: number } | null {
  const centre = rateOf(weeks);
  if (!(centre > 0 && centre < 1)) return null;
  const zs = weeks.map(({ late, n }) => (late / n - centre) / Math.sqrt((centre * (1 - centre)) / n));
  const moves = zs.slice(1).map((z, at) => Math.abs(z - (zs[at] ?? Number.NaN)));
  const mean = moves.length === 0 ? 0 : moves.reduce((sum, move) => sum + move, 0) / moves.length;
  return { centre, sigmaZ: Math.max(1, mean / 1.128) };
}

function distance({ late, n }: Week, { centre }: { centre: number }): number {
  return Math.abs(late / n - centre) / Math.sqrt((centre * (1 - centre)) / n);
}

/** Eight or more in a row on one side. */
function runsOf(weeks: readonly Week[], centre: number): [string, string, string][] {
  const sides = weeks.map(({ late, n }) => Math.sign(late / n - centre));
  return weeks.flatMap((week, at) => {
    const side = sides[at] ?? 0;
    if (side === 0 || sides[at - 1] === side) return [];
    const ends = sides.findIndex((each, index) => index > at && each !== side);
    const last = weeks[(ends === -1 ? sides.length : ends) - 1];
    if (last === undefined || weeks.indexOf(last) - at < 7) return [];
    return [[formatWallTime(week.start), formatWallTime(last.start), side > 0 ? 'above' : 'below']];
  });
}
