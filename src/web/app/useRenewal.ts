import { useCallback, useEffect, useMemo, useRef } from 'react';
import { wallTimeIn } from '../../contract/time/wallTime';
import type { Session } from '../api/session';
import { useSettings } from '../settings/settingsStore';
import type { ReportChange } from '../url/reportReducer';
import type { ReportAddress } from '../url/useReportView';
import { renewsBySelf, renewsEvery, renewsOn, renewsOnReturn } from './renewal';

const LOOK_MS = 10_000;

/**
 * Asks for a new moment when the one of the page is too old. One that the report is fixed to never changes.
 * @returns the address, whose changes ask as well.
 */
export function useRenewal(session: Session, address: ReportAddress): ReportAddress {
  const isLive = 'view' in address && address.view.query.asOf === undefined;
  const chosen = useSettings(({ renewMinutes }) => renewMinutes);
  const every = 'view' in address ? renewsEvery(address.view, chosen) : chosen;
  const latest = useRef({ session, isLive, every });
  useEffect(() => {
    latest.current = { session, isLive, every };
  });
  const renewIf = useCallback((isOld: (age: number, now: Session) => boolean) => {
    const { session: now, isLive: mayRenew } = latest.current;
    if (mayRenew && !now.refreshing && isOld(Date.now() - now.at.browser, now)) now.refresh();
  }, []);

  useEffect(() => {
    const timer = setInterval(
      () => renewIf((age, now) => renewsBySelf(age, latest.current.every, dayOf(now.asOf), dayAfter(now, age))),
      LOOK_MS,
    );
    const onReturn = () => document.visibilityState === 'visible' && renewIf(renewsOnReturn);
    document.addEventListener('visibilitychange', onReturn);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onReturn);
    };
  }, [renewIf]);

  const make = 'view' in address ? address.change : undefined;
  // The same function for every view, which it is: figures and rows would render for another one.
  const change = useCallback(
    (made: ReportChange) => {
      make?.(made);
      renewIf((age) => renewsOn(made, age));
    },
    [make, renewIf],
  );
  return useMemo(() => ('view' in address ? { ...address, change } : address), [address, change]);
}

/** The day in the instance's zone, so long after the session's moment. */
function dayAfter({ at, profile }: Session, ms: number): string {
  return dayOf(wallTimeIn(profile.timeZone, new Date(at.server.getTime() + ms)));
}

const dayOf = (wallTime: string): string => wallTime.slice(0, 'YYYY-MM-DD'.length);
