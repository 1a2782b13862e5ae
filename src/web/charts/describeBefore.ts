import { formatCount, formatFixed } from '../../contract/format/numbers';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import { say } from '../../contract/texts/texts';
import { DAY_SECONDS } from '../../contract/time/units';
import { parseWallTime } from '../../contract/time/wallTime';
import { signed } from './changes';

type Previous = NonNullable<ReportResponse['previous']>;

/** What a count is compared with, and the change a day where the two periods are not of one length. */
export function describeCountBefore(now: number, before: number, previous: Previous): string {
  const told = say('chart.tile.before', { before: formatCount(before) });
  const [days, daysBefore] = [daysIn(previous.current), daysIn(previous)];
  // An end more or less is how a range includes its ends.
  if (before === 0 || Math.abs(days - daysBefore) < 0.01) return told;
  const percent = (now / days / (before / daysBefore) - 1) * 100;
  return say('chart.tile.perDay', {
    before: told,
    daysBefore: formatDays(daysBefore),
    now: formatCount(now),
    days: formatDays(days),
    change: signed(percent, formatFixed(Math.abs(percent), 1)),
  });
}

function daysIn({ from, to }: { from: string; to: string }): number {
  return ((parseWallTime(to) ?? 0) + 1 - (parseWallTime(from) ?? 0)) / DAY_SECONDS;
}

function formatDays(days: number): string {
  return formatFixed(days, Math.abs(days - Math.round(days)) < 0.01 ? 0 : 1);
}
