import { formatDuration } from '../../contract/format/format';
import { say } from '../../contract/texts/texts';

/** Percentiles of Kaplan-Meier, with what they are of. */
interface Reached {
  closed: number;
  open: number;
  p50: number | null;
  p90: number | null;
}

/** A time by which a share is closed, or how many are so far. */
export function formatReached(times: Reached, name: 'p50' | 'p90'): string {
  const seconds = times[name];
  return seconds === null ? describeNotReached(times) : formatDuration(seconds, 2);
}

/** "not yet reached (62 % closed so far)". */
export function describeNotReached({ closed, open }: Pick<Reached, 'closed' | 'open'>): string {
  const of = closed + open;
  return of === 0 ? '–' : say('chart.notReached', { percent: Math.floor((closed / of) * 100) });
}
