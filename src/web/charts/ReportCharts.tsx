import Box from '@mui/material/Box';
import type { ColumnId } from '../../contract/columns/columns';
import type { Filter } from '../../contract/query/filters';
import type { Bucket } from '../../contract/query/requests';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import type { BreachBase } from '../../contract/sla';
import type { Clock } from '../../contract/time/workingCalendar';
import { BacklogChart } from './BacklogChart';
import { BreachByChart } from './BreachByChart';
import { DataChecks } from './DataChecks';
import { ServiceLevelChart } from './overTime/ServiceLevelChart';
import { TimeToCloseChart } from './timeToClose/TimeToCloseChart';
import { WhyCard } from './why/WhyCard';

/** Every chart of one report. Each mark is a filter. */
export function ReportCharts(props: {
  report: ReportResponse;
  base: BreachBase;
  /** The breach rate that is aimed at, 0..1; null where none is set. */
  targetRate: number | null;
  onBaseChange(base: BreachBase): void;
  groupable: readonly ColumnId[];
  onGroupByChange(column: ColumnId): void;
  bucket: Bucket | undefined;
  onBucketChange(bucket: Bucket | undefined): void;
  /** In words; null where the instance has none. */
  workingHours: string | null;
  onClockChange(clock: Clock): void;
  onPick(picked: readonly Filter[]): void;
}) {
  const { report, base, onPick: pick } = props;
  const { [base]: change } = report.why;
  // Where no value moved the rate, there is nothing to explain.
  const why = change?.by.some(({ parts }) => parts.some(({ tenths }) => tenths !== 0)) ? change : null;
  return (
    <Box sx={GRID}>
      <Box sx={WIDE}>
        <ServiceLevelChart
          report={report}
          base={base}
          targetRate={props.targetRate}
          onBaseChange={props.onBaseChange}
          bucket={props.bucket}
          onBucketChange={props.onBucketChange}
          onPick={pick}
        />
      </Box>
      <Box sx={NAMES}>
        <BreachByChart
          report={report}
          base={base}
          groupable={props.groupable}
          onGroupByChange={props.onGroupByChange}
          onPick={pick}
        />
      </Box>
      {why !== null && (
        <Box sx={CELL}>
          <WhyCard why={why} groupBy={report.groups.by} onPick={pick} />
        </Box>
      )}
      {/* Where nothing tells why, there is room for it. */}
      <Box sx={why === null ? WIDE : CELL}>
        <TimeToCloseChart
          timeToClose={report.timeToClose}
          clock={report.clock}
          workingHours={props.workingHours}
          onClockChange={props.onClockChange}
          onPick={pick}
        />
      </Box>
      <Box sx={STACK}>
        <BacklogChart backlog={report.backlog} asOf={report.asOf} onPick={pick} />
        <DataChecks checks={report.dataChecks} total={report.total} onPick={pick} />
      </Box>
    </Box>
  );
}

const GRID = {
  display: 'grid',
  gap: 1.5,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(3, minmax(0, 1fr))' },
  // Two cards side by side, so that a chart of the screen is about as large on A4; those that span are as wide as the page.
  '@media print': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
};
/** A card that is as high as its neighbours. */
const CELL = { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)' };
const WIDE = { ...CELL, gridColumn: { lg: 'span 2' }, '@media print': { gridColumn: 'span 2' } };
/** Names are cut off where they have no room, and paper has nothing to point at. */
const NAMES = { ...CELL, '@media print': { gridColumn: 'span 2' } };
/** Two cards one below the other, of which the first takes what is left; on paper side by side. */
const STACK = {
  ...CELL,
  gap: 1.5,
  gridTemplateRows: '1fr auto',
  '@media print': {
    gridColumn: 'span 2',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gridTemplateRows: 'auto',
  },
};
