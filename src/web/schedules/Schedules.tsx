import { Suspense } from 'react';
import type { ReportView } from '../../contract/query/reportUrl';
import type { Profile } from '../../contract/responses/sessionResponses';
import { useSettings } from '../settings/settingsStore';
import { lazyWithPreload } from '../ui/lazyWithPreload';
import { RegionBoundary } from '../ui/RegionBoundary';

const SchedulesDrawer = lazyWithPreload(() => import('./SchedulesDrawer').then((module) => module.SchedulesDrawer));

/** The drawer of schedules, whose code is fetched when it first opens. */
export function Schedules({ profile, view }: { profile: Profile; view: ReportView | undefined }) {
  const open = useSettings((settings) => settings.schedulesOpen);
  const setOpen = useSettings((settings) => settings.setSchedulesOpen);
  if (!open) return null;
  return (
    <RegionBoundary>
      <Suspense>
        <SchedulesDrawer profile={profile} view={view} onClose={() => setOpen(false)} />
      </Suspense>
    </RegionBoundary>
  );
}
