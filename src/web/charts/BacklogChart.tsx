import Typography from '@mui/material/Typography';
import { formatCount, formatShare } from '../../contract/format/format';
import type { Filter } from '../../contract/query/filters';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import { type Colour, colour } from '../ui/colours';
import { ChartCard } from './card/ChartCard';
import { formatN, TooltipBox } from './card/ChartParts';
import { backlogTable } from './card/chartTables';
import { formatDayRange } from './formatBuckets';
import { leftOutOfBacklog } from './leftOut';
import { pickAge, pickOverdue } from './pickedFilters';
import { type BarRow, RowBars } from './RowBars';

type Band = ReportResponse['backlog']['bands'][number];

/** Tickets that are not closed, by age since creation, and apart from it by how long they are overdue. */
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
      title="Not closed, by age"
      name="Not closed, by age"
      note={`${formatN(notClosed)} · days`}
      empty={notClosed === 0 ? 'Everything here is closed' : undefined}
      table={backlogTable(backlog)}
      leftOut={leftOutOfBacklog(backlog, asOf)}
      onPick={onPick}
    >
      <RowBars rows={barRows(bands, ageColour, (band) => pickAge(band))} onPick={onPick} />
      <Typography variant="body2" sx={{ color: colour('faint'), mt: 1 }}>
        Overdue by, days past the deadline · {formatN(overdueCount)}
      </Typography>
      <RowBars
        rows={barRows(
          overdue,
          () => 'overdue',
          (band) => pickOverdue(band),
        )}
        onPick={onPick}
      />
    </ChartCard>
  );
}

function ageColour(from: number): Colour {
  if (from >= 30) return 'overdue';
  return from >= 7 ? 'late' : 'bar';
}

function barRows(
  bands: readonly Band[],
  fill: (from: number) => Colour,
  pick: (band: Band) => readonly Filter[],
): BarRow[] {
  const max = Math.max(...bands.map(({ count }) => count));
  const all = bands.reduce((sum, { count }) => sum + count, 0);
  return bands.map((band) => {
    const days = formatDayRange(band);
    const share = formatShare(all === 0 ? null : band.count / all);
    return {
      key: String(band.from),
      label: days,
      parts: [{ key: 'all', value: band.count, fill: colour(fill(band.from)) }],
      max,
      figures: formatCount(band.count),
      name: `${days}: ${formatCount(band.count)} tickets, ${share}`,
      pick: pick(band),
      tooltip: () => (
        <TooltipBox title={days}>
          <div>
            <strong>{formatCount(band.count)}</strong> tickets, {share}
          </div>
        </TooltipBox>
      ),
    };
  });
}
