import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { formatDay } from '../../contract/format/days';
import { formatTime } from '../../contract/format/format';
import { REFRESH_MINUTES, type RefreshMinutes, type ReportView } from '../../contract/query/reportUrl';
import { say } from '../../contract/texts/texts';
import { DAY_SECONDS } from '../../contract/time/units';
import { parseWallTime } from '../../contract/time/wallTime';
import type { Session } from '../api/session';
import { useSettings } from '../settings/settingsStore';
import { colour } from '../ui/colours';
import { MenuButton } from '../ui/MenuButton';
import { changeView } from '../url/reportReducer';
import { AsToday } from './AsToday';
import { renewsEvery } from './renewal';

interface Props {
  session: Session;
  asOf: string;
  view: ReportView | undefined;
  goTo(view: ReportView): void;
}

/** The moment that every number on the page is of, and a button for a newer one. */
export function AsOf({ session, asOf, view, goTo }: Props) {
  const { profile, refresh, refreshing } = session;
  const newest = profile.dataAsOf;
  const frozen = view?.query.asOf !== undefined;
  const moment = say(frozen ? 'shell.fixedTo' : 'shell.asOf', { time: formatTime(asOf), zone: profile.timeZone });
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1, color: colour('soft') }}>
      <span>
        {newest !== null && isOld(newest, asOf)
          ? say('shell.newestChange', { moment, day: formatDay(newest) })
          : moment}
      </span>
      {frozen && <AsToday filters={view.query.filters} />}
      {frozen ? (
        <Button
          variant="text"
          onClick={() => goTo(changeView(view, { type: 'asOf', asOf: undefined }))}
          sx={{ height: 26, px: 1 }}
        >
          {say('shell.goToNow')}
        </Button>
      ) : (
        <>
          <Button variant="text" onClick={refresh} disabled={refreshing} sx={{ height: 26, minWidth: 0, px: 1 }}>
            {say(refreshing ? 'shell.refreshing' : 'shell.refresh')}
          </Button>
          {view !== undefined && <RefreshEvery view={view} goTo={goTo} />}
        </>
      )}
    </Box>
  );
}

/** How often, which stays in this browser unless the address says it; and the report without controls. */
function RefreshEvery({ view, goTo }: { view: ReportView; goTo: Props['goTo'] }) {
  const { renewMinutes: chosen, setRenewMinutes } = useSettings();
  const renewMinutes = renewsEvery(view, chosen);
  const choose = (minutes: RefreshMinutes) => {
    setRenewMinutes(minutes);
    if (view.refresh !== undefined) goTo(changeView(view, { type: 'refresh', refresh: undefined }));
  };
  const label = (minutes: number) => (minutes === 0 ? say('shell.renew.never') : say('shell.renew.every', { minutes }));
  const actions = [
    ...REFRESH_MINUTES.map((minutes) => ({
      label: label(minutes),
      selected: minutes === renewMinutes,
      run: () => choose(minutes),
    })),
    {
      label: say('shell.wall'),
      divided: true,
      run: () => goTo(changeView(view, { type: 'display', display: 'wall' })),
    },
  ];
  return (
    <MenuButton
      variant="text"
      aria-label={say('shell.renew.label', { how: insideText(label(renewMinutes)) })}
      actions={actions}
      // Its own part of the button before it.
      sx={{ height: 26, minWidth: 0, '&&': { px: 0.5, ml: -1.5 } }}
    >
      {renewMinutes === 0 ? '▾' : `${insideText(label(renewMinutes))} ▾`}
    </MenuButton>
  );
}

/** As it is written where it begins no sentence. */
function insideText(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Whether the newest change is more than a day old, as where tickets were imported once. */
function isOld(newest: string, asOf: string): boolean {
  const from = parseWallTime(newest);
  const to = parseWallTime(asOf);
  return from !== null && to !== null && to - from > DAY_SECONDS;
}
