import type { Filter } from '../../contract/query/filters';
import type { Clock } from '../../contract/time/workingCalendar';

/** What a mark of a figure picks, by the clock that the figure is told by. */
export function byClock(picked: readonly Filter[], clock: Clock): Filter[] {
  return picked.map((filter) =>
    clock === 'working' && filter.key === 'secondsToClose' ? { ...filter, key: 'workingSecondsToClose' } : filter,
  );
}
