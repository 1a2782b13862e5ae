import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo } from 'react';
import { type ColumnId, isGroupable } from '../../../contract/columns/columns';
import { formatTime } from '../../../contract/format/format';
import type { ReportView } from '../../../contract/query/reportUrl';
import { describeQuery } from '../../../contract/sentences/describeQuery';
import { say } from '../../../contract/texts/texts';
import { isPassing } from '../../api/failure';
import type { Session } from '../../api/session';
import { Answer } from '../../charts/Answer';
import { BreachByChart } from '../../charts/BreachByChart';
import { ServiceLevelChart } from '../../charts/overTime/ServiceLevelChart';
import { Tiles } from '../../charts/Tiles';
import { colour } from '../../ui/colours';
import { FailureNotice } from '../../ui/FailureNotice';
import { Notice } from '../../ui/Notice';
import { CONTROLS } from '../../ui/printStyle';
import { useLastReport } from './useLastReport';
import { useLeaving } from './useLeaving';
import { useZoom } from './useZoom';

interface Props {
  session: Session;
  view: ReportView;
  asOf: string;
  visible: readonly ColumnId[];
  leave(): void;
}

/** The report for those who look at it from across the room: what matters most, large, without controls. */
export function Wall({ session, view, asOf, visible, leave }: Props) {
  const { report, error, retry } = useLastReport(view, asOf);
  const failure = error ?? (session.failure instanceof Error ? session.failure : null);
  const isPointing = useLeaving(leave);
  const zoom = useZoom();
  const moment = say('shell.asOf', { time: formatTime(report?.asOf ?? asOf), zone: session.profile.timeZone });
  const { filters, search } = view.query;
  return (
    <Box component="main" sx={WALL_STYLE} style={{ zoom, cursor: isPointing ? undefined : 'none' }}>
      <Box component="header" sx={{ display: 'flex', alignItems: 'baseline', columnGap: 2, mb: 1 }}>
        <h1>{filters.length === 0 && search === undefined ? say('page.wall.all') : describeQuery(view.query)}</h1>
        <Button className="leave" onClick={leave} style={isPointing ? { opacity: 1 } : {}}>
          {say('page.wall.leave')}
        </Button>
        <Box component="strong" sx={{ ml: 'auto', flex: 'none' }}>
          {moment}
        </Box>
      </Box>
      {failure !== null && report !== undefined && (
        <Box role="status" sx={{ color: colour('bad'), fontSize: 17, fontWeight: 600, mb: 1 }}>
          {say(isPassing(failure) ? 'shell.stale.asksAgain' : 'shell.stale', {
            failure: failure.message,
            time: formatTime(report.asOf),
          })}
        </Box>
      )}
      {report !== undefined ? (
        <WallFigures report={report} view={view} visible={visible} targetRate={session.profile.targetRate ?? null} />
      ) : error === null ? (
        <Notice title={say('shell.opening')} />
      ) : (
        <FailureNotice error={error} retry={retry} />
      )}
    </Box>
  );
}

const nothing = () => undefined;

function WallFigures(props: {
  report: NonNullable<ReturnType<typeof useLastReport>['report']>;
  view: ReportView;
  visible: readonly ColumnId[];
  targetRate: number | null;
}) {
  const { report, view, visible, targetRate } = props;
  const { sla: base, bucket } = view;
  const groupable = useMemo(() => visible.filter(isGroupable), [visible]);
  return (
    <>
      <Answer report={report} base={base} isFixed={view.query.asOf !== undefined} />
      {/* Nothing in it answers to a key or a click. */}
      <div inert>
        <Tiles report={report} base={base} onBaseChange={nothing} onPick={nothing} />
        <Box sx={CHARTS_STYLE}>
          <ServiceLevelChart
            report={report}
            base={base}
            targetRate={targetRate}
            onBaseChange={nothing}
            bucket={bucket}
            onBucketChange={nothing}
            onPick={nothing}
          />
          <BreachByChart report={report} base={base} groupable={groupable} onGroupByChange={nothing} onPick={nothing} />
        </Box>
      </div>
    </>
  );
}

const WALL_STYLE = {
  boxSizing: 'border-box',
  px: 2.5,
  py: 1.5,
  '& h1': { m: 0, fontSize: 17, fontWeight: 600, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
  '& header strong': { fontSize: 17 },
  '& .figure': { fontSize: 32, lineHeight: '42px', whiteSpace: 'nowrap' },
  // Times are the longest figures.
  '& [inert] > section > :nth-of-type(n + 5) .figure': { fontSize: 27 },
  '& [inert] > section': { gridTemplateColumns: { lg: '0.9fr 0.75fr 0.85fr 1fr 1.15fr 1.15fr' } },
  '& .leave': { opacity: 0, flex: 'none', '&:focus-visible': { opacity: 1 } },
  // What they have set is said by titles; a menu's word stands there without its arrow.
  [`& [inert] :is(${CONTROLS}), & .MuiSelect-icon`]: { display: 'none' },
  '& [inert] :is(button, a, .MuiSelect-select)': { textDecoration: 'none' },
};

const CHARTS_STYLE = {
  display: 'grid',
  gap: 1.5,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 3fr) minmax(0, 2fr)' },
  // The first ones are the ones that matter.
  '& li:nth-of-type(n + 8)': { display: 'none' },
};
