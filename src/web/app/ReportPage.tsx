import Box from '@mui/material/Box';
import { Suspense, useMemo, useRef } from 'react';
import { isProvided } from '../../contract/columns/columns';
import { PRIVACY_LEVELS, type PrivacyLevel, visibleColumns } from '../../contract/privacy';
import type { ReportView } from '../../contract/query/reportUrl';
import { lowered } from '../../contract/query/ticketQuery';
import { say } from '../../contract/texts/texts';
import type { Session } from '../api/session';
import { DeliveryToast } from '../exports/DeliveryToast';
import { ExportMessageToast } from '../exports/ExportMessageToast';
import { ExportNoticeToast } from '../exports/ExportNoticeToast';
import { Exports } from '../exports/Exports';
import { useExport } from '../exports/useExport';
import { BadLink, problemOfError } from '../page/BadLink';
import { OpeningLink } from '../page/OpeningLink';
import { ReportContent } from '../page/ReportContent';
import { Schedules } from '../schedules/Schedules';
import { lazyWithPreload } from '../ui/lazyWithPreload';
import { Notice } from '../ui/Notice';
import { RegionBoundary } from '../ui/RegionBoundary';
import { Rich } from '../ui/Rich';
import { ROOM_FOR_TOASTS, Toasts } from '../ui/Toasts';
import { openingQuery } from '../url/openingPeriod';
import { changeView } from '../url/reportReducer';
import { useReportView } from '../url/useReportView';
import { ConnectionToast } from './ConnectionToast';
import { SessionEndToast } from './SessionEndToast';
import { SkipLink } from './SkipLink';
import { TopBar } from './TopBar';
import { useRenewal } from './useRenewal';

const Wall = lazyWithPreload(() => import('../page/wall/Wall').then((module) => module.Wall));

/** The dashboard of a signed-in viewer. */
export function ReportPage({ session }: { session: Session }) {
  const { privacyLevel, permissions } = session.profile;
  const principal = useMemo(() => ({ level: privacyLevel, permissions }), [privacyLevel, permissions]);
  const address = useRenewal(session, useReportView(principal, openingQuery(session.profile, session.asOf)));
  const view = 'view' in address ? address.view : undefined;
  const asLevel = 'view' in address ? address.view.query.asLevel : levelIn(address.search);
  // A link can lower the level of its reader and never raise it.
  const workingTime = (session.profile.workingHours ?? null) !== null;
  const subject = session.profile.hasSubject === true;
  const visible = useMemo(
    () => visibleColumns(lowered(principal, asLevel)).filter((id) => isProvided(id, { workingTime, subject })),
    [principal, asLevel, workingTime, subject],
  );
  const asOf = view?.query.asOf ?? session.asOf;
  const run = useExport(session.profile.email);
  const main = useRef<HTMLElement>(null);
  if (view?.display === 'wall' && permissions.includes('reportTickets')) {
    return (
      <RegionBoundary>
        <Suspense fallback={<Notice title={say('shell.opening')} />}>
          <Wall
            session={session}
            view={view}
            asOf={asOf}
            visible={visible}
            leave={() => address.goTo(changeView(view, { type: 'display', display: undefined }))}
          />
        </Suspense>
      </RegionBoundary>
    );
  }
  return (
    <>
      <SkipLink target={main} />
      <TopBar session={session} asOf={asOf} asLevel={asLevel} view={view} goTo={address.goTo} />
      <Toasts>
        {permissions.includes('exportData') && (
          <>
            <DeliveryToast profile={session.profile} />
            <ExportNoticeToast email={session.profile.email} />
            <ExportMessageToast message={run.message} onClose={run.dismiss} />
          </>
        )}
        <SessionEndToast signInAgain={session.signInAgain} />
        <ConnectionToast failure={session.failure} asOf={asOf} />
      </Toasts>
      <Box
        component="main"
        ref={main}
        tabIndex={-1}
        sx={{ '&:focus-visible': { outline: 'none' }, px: { xs: 1.5, md: 3 }, pb: 3, ...ROOM_FOR_TOASTS }}
      >
        <RegionBoundary>
          {!permissions.includes('reportTickets') ? (
            <Notice title={say('shell.mayNotSee')}>
              <Rich id="shell.needsReportTickets" with={{ code: (words) => <code>{words}</code> }} />
            </Notice>
          ) : 'opening' in address ? (
            <OpeningLink address={address} principal={principal} />
          ) : 'error' in address ? (
            <BadLink
              problem={problemOfError(address.error, visible)}
              search={address.search}
              principal={principal}
              goTo={address.goTo}
            />
          ) : (
            <ReportContent
              session={session}
              address={address}
              principal={principal}
              visible={visible}
              asOf={asOf}
              run={run}
            />
          )}
        </RegionBoundary>
      </Box>
      {permissions.includes('reportTickets') && <Schedules profile={session.profile} view={view} />}
      <Exports
        profile={session.profile}
        job={view?.job}
        onClosed={() => view !== undefined && leaveJob(view, address.goTo)}
      />
    </>
  );
}

/** The level in an address that is otherwise invalid. */
function levelIn(search: string): PrivacyLevel | undefined {
  const asked = new URLSearchParams(search).get('asLevel');
  return PRIVACY_LEVELS.find((level) => level === asked);
}

/** Removes the job of a mail's link from the address. */
function leaveJob({ job, ...view }: ReportView, goTo: (view: ReportView) => void): void {
  if (job !== undefined) goTo(view);
}
