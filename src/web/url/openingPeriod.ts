import type { Filter } from '../../contract/query/filters';
import { DEFAULT_VIEW, formatReportUrl } from '../../contract/query/reportUrl';
import type { Profile } from '../../contract/responses/sessionResponses';
import { say } from '../../contract/texts/texts';
import { DAY_SECONDS } from '../../contract/time/units';
import { formatWallTime, parseWallTime, type WallSeconds } from '../../contract/time/wallTime';

/** What a bare address stands for: the viewer's default view, else the last 90 days, or the newest where none is that young. */

const DAYS = 90;
const LAST_DAYS: Filter = { key: 'createdAt', comparator: 'between', from: `now-${DAYS}d`, to: 'now' };

type Facts = Pick<Profile, 'defaultView' | 'newestCreatedAt'>;

/** The query string, without a leading `?` and never empty. @param asOf wall time of "now". */
export function openingQuery({ defaultView, newestCreatedAt }: Facts, asOf: string): string {
  const all = formatReportUrl(DEFAULT_VIEW);
  if (defaultView !== null) return defaultView === '' ? all : defaultView;
  const period = newestDays(newestCreatedAt, asOf) ?? LAST_DAYS;
  return formatReportUrl({ ...DEFAULT_VIEW, query: { filters: [period] } });
}

/** The newest 90 days that have tickets; null where the last 90 days have some, or nothing has. */
function newestDays(newestCreatedAt: Facts['newestCreatedAt'], asOf: string): Filter | null {
  const newest = parseWallTime(newestCreatedAt ?? '');
  const now = parseWallTime(asOf);
  if (newest === null || now === null || newest >= now - DAYS * DAY_SECONDS) return null;
  return { key: 'createdAt', comparator: 'between', from: dayOf(newest - (DAYS - 1) * DAY_SECONDS), to: dayOf(newest) };
}

function dayOf(seconds: WallSeconds): string {
  return formatWallTime(seconds).slice(0, 'YYYY-MM-DD'.length);
}

/** Why a report is of older tickets than a reader expects; undefined where it is not. */
export function describeOldPeriod(
  filters: readonly Filter[],
  { newestCreatedAt }: Facts,
  asOf: string,
): string | undefined {
  const old = newestDays(newestCreatedAt, asOf);
  const isShown = old !== null && filters.some((each) => JSON.stringify(each) === JSON.stringify(old));
  return isShown ? say('page.oldPeriod', { days: DAYS }) : undefined;
}
