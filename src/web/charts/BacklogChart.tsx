import Box from '@mui/material/Box';
import { formatShare, formatTickets } from '../../contract/format/format';
import { formatCount } from '../../contract/format/numbers';
import type { Filter } from '../../contract/query/filters';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import { pickAge, pickOverdue } from '../../contract/sentences/pickedFilters';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';
import { bold, Rich } from '../ui/Rich';
import { ChartCard } from './card/ChartCard';
import { formatN, LEGEND_STYLE, Swatch, TooltipBox } from './card/ChartParts';
import { backlogTable } from './card/chartTables';
import { formatDayRange } from './formatBuckets';
import { leftOutOfBacklog } from './leftOut';
import { type BarRow, RowBars } from './RowBars';

type Band = ReportResponse['backlog']['bands'][number];

/** Tickets that are not closed, by age since creation, and beside it by how long they are overdue. */
export function BacklogChart(props: {
  backlog: ReportResponse['backlog'];
  asOf: string;
  onPick(filters: readonly Filter[]): void;
}) {
  const { backlog, asOf, onPick } = props;
  const { bands, overdue, notClosed } = backlog;
  const overdueCount = overdue.reduce((sum, { count }) => sum + count, 0);
  return (
    <ChartCard
      title={say('chart.backlog')}
      name={say('chart.backlog')}
      note={say('chart.backlog.note', { n: formatN(notClosed) })}
      empty={notClosed === 0 ? say('chart.empty.allClosed') : undefined}
      table={backlogTable(backlog)}
      leftOut={leftOutOfBacklog(backlog, asOf)}
      onPick={onPick}
    >
      <Box sx={{ ...LEGEND_STYLE, mb: 0.5 }}>
        <span>
          <Swatch fill={colour('bar')} />
          {say('chart.backlog.byAge')}
        </span>
        <span>
          <Swatch fill={colour('overdue')} />
          {say('chart.backlog.overdue')}&nbsp;
          <strong style={{ color: colour('ink') }}>{formatCount(overdueCount)}</strong>
        </span>
      </Box>
      {/* What waits longest is worst. */}
      <RowBars
        rows={bands.map((band, index) => toRow(band, overdue[index]?.count ?? 0, backlog)).toReversed()}
        onPick={onPick}
      />
    </ChartCard>
  );
}

/** Days of age above, and below them as many days past the deadline: of one scale. */
function toRow(band: Band, late: number, { bands, overdue, notClosed }: ReportResponse['backlog']): BarRow {
  const days = formatDayRange(band);
  const share = (count: number) => formatShare(notClosed === 0 ? null : count / notClosed);
  const said = (count: number) =>
    say('chart.backlog.said', { tickets: formatTickets(count), share: share(count), of: notClosed });
  return {
    key: String(band.from),
    label: days,
    parts: [{ key: 'age', value: band.count, fill: colour('bar') }],
    below: [
      {
        key: 'overdue',
        value: late,
        fill: colour('overdue'),
        button: { label: say('chart.backlog.overdueName', { days, said: said(late) }), pick: pickOverdue(band) },
      },
    ],
    max: Math.max(1, ...[...bands, ...overdue].map(({ count }) => count)),
    // One line beside each of the two bars.
    figures: [`${say('chart.backlog.old', { n: band.count })}\n${say('chart.backlog.lateBy', { n: late })}`],
    name: `${days}: ${said(band.count)}`,
    pick: pickAge(band),
    tooltip: () => (
      <TooltipBox title={days}>
        <div>
          <Rich id="chart.backlog.age" with={{ b: bold, n: band.count, share: share(band.count), of: notClosed }} />
        </div>
        <div>
          <Rich id="chart.backlog.late" with={{ b: bold, n: late, share: share(late), of: notClosed }} />
        </div>
      </TooltipBox>
    ),
  };
}
