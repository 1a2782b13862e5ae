import { isStoredColumn } from '../../contract/columns/columns';
import { type Principal, visibleColumns } from '../../contract/privacy';
import type { SyncStatus } from '../../contract/responses/syncStatus';
import { wallTimeIn } from '../../contract/time/wallTime';
import type { SyncRow } from './syncStore';

export interface StatusFacts {
  /** Undefined before the first attempt. */
  row: SyncRow | undefined;
  running: boolean;
  everyMinutes: number | null;
  timeZone: string;
  now: Date;
}

/** Without periodic syncs the data is stale after a day. */
const UNREPEATED_MINUTES = 24 * 60;
/** How late a sync may be, since a run takes a while. */
const GRACE_MINUTES = 10;

/** The status of the mirror, for the page. */
export function syncStatus({ row, running, everyMinutes, timeZone, now }: StatusFacts): SyncStatus {
  const wall = (moment: Date | null | undefined) =>
    moment === null || moment === undefined ? null : wallTimeIn(timeZone, moment);
  const syncedAt = row?.synced_at ?? null;
  const allowed = everyMinutes === null ? UNREPEATED_MINUTES : 2 * everyMinutes + GRACE_MINUTES;
  const isOld = syncedAt !== null && now.getTime() - syncedAt.getTime() > allowed * 60_000;
  const failure = row?.failure ?? null;
  return {
    state: failure !== null ? 'failing' : syncedAt === null ? 'waiting' : isOld ? 'stale' : 'fresh',
    syncedAt: wall(syncedAt),
    everyMinutes,
    running,
    failingSince: wall(row?.failing_since),
    reason: failure,
    rejected: row?.rejected ?? 0,
    missingColumns: (row?.missing ?? []).filter(isStoredColumn),
    leftOutColumns: row?.left_out ?? [],
  };
}

/** The status as somebody may see it: hidden columns are named nowhere. */
export function withVisibleColumns(status: SyncStatus, principal: Principal): SyncStatus {
  const visible = visibleColumns(principal);
  return { ...status, missingColumns: status.missingColumns.filter((id) => visible.includes(id)) };
}
