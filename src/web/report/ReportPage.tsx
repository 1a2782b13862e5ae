import { useMemo } from 'react';
import { visibleColumns } from '../../contract/privacy';
import type { ReportView } from '../../contract/reportUrl';
import { RegionBoundary } from '../app/RegionBoundary';
import { TopBar } from '../app/TopBar';
import { ExportsDrawer } from '../exports/ExportsDrawer';
import type { Session } from '../session/SessionGate';
import { BadLink } from './BadLink';
import { ReportContent } from './ReportContent';
import { useReportView } from './useReportView';

/** The dashboard of a signed-in viewer. */
export function ReportPage({ session }: { session: Session }) {
  const { profile } = session;
  const viewer = useMemo(
    () => ({ level: profile.privacyLevel, permissions: profile.permissions }),
    [profile.privacyLevel, profile.permissions],
  );
  const visible = useMemo(() => visibleColumns(viewer), [viewer]);
  const address = useReportView(viewer);
  const asOf = 'view' in address ? (address.view.query.asOf ?? session.asOf) : session.asOf;
  return (
    <>
      <TopBar session={session} asOf={asOf} frozen={'view' in address && address.view.query.asOf !== undefined} />
      <RegionBoundary>
        {'error' in address ? (
          <BadLink error={address.error} search={address.search} viewer={viewer} goTo={address.goTo} />
        ) : (
          <ReportContent profile={profile} view={address.view} change={address.change} visible={visible} asOf={asOf} />
        )}
      </RegionBoundary>
      {profile.permissions.includes('exportData') && (
        <ExportsDrawer
          job={'view' in address ? address.view.job : undefined}
          onClosed={() => 'view' in address && leaveJob(address.view, address.goTo)}
        />
      )}
    </>
  );
}

/** The mail's link points at a job; once its drawer is closed the address is the report's alone. */
function leaveJob({ job, ...view }: ReportView, goTo: (view: ReportView) => void): void {
  if (job !== undefined) goTo(view);
}
