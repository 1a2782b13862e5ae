import { Suspense, useEffect } from 'react';
import type { Profile } from '../../contract/responses/sessionResponses';
import { useSettings } from '../settings/settingsStore';
import { lazyWithPreload } from '../ui/lazyWithPreload';
import { RegionBoundary } from '../ui/RegionBoundary';
import { useLiveJobs } from './useLiveJobs';

const ExportsDrawer = lazyWithPreload(() => import('./ExportsDrawer').then((module) => module.ExportsDrawer));

/** The drawer of exports, whose code is fetched when it first opens. @param job one to open it at, from a mail's link. */
export function Exports({ profile, job, onClosed }: { profile: Profile; job: string | undefined; onClosed(): void }) {
  const open = useSettings((settings) => settings.exportsOpen);
  const setOpen = useSettings((settings) => settings.setExportsOpen);
  useEffect(() => {
    if (job !== undefined) setOpen(true);
  }, [job, setOpen]);
  const close = () => {
    setOpen(false);
    onClosed();
  };
  return (
    <>
      {profile.permissions.includes('exportData') && <LiveJobs userId={profile.id} />}
      {open && (
        <RegionBoundary>
          <Suspense>
            <ExportsDrawer profile={profile} job={job} onClose={close} />
          </Suspense>
        </RegionBoundary>
      )}
    </>
  );
}

function LiveJobs({ userId }: { userId: string }) {
  useLiveJobs(userId);
  return null;
}
