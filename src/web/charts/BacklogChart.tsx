import Typography from '@mui/material/Typography';
import type { Filter } from '../../contract/filters';
import { formatCount } from '../../contract/format';
import type { ReportAnswer } from '../../contract/reportAnswer';
import { type Colour, colour } from '../theme/colours';
import { ChartCard } from './ChartCard';
import { pickAge, pickOverdue } from './pickedFilters';
import { type BarRow, RowBars } from './RowBars';

type Band = ReportAnswer['backlog']['bands'][number];

/** Tickets that are not closed, by age since creation, and apart from it by how long they are overdue. */
export function BacklogChart(props: {
  backlog: ReportAnswer['backlog'];
  asOf: string;
  onPick(filters: readonly Filter[]): void;
}) {
  const { backlog, asOf, onPick } = props;
  const { bands, overdue, notClosed, inFuture } = backlog;
  const rows = (list: readonly Band[], pick: (band: Band, asOf: string) => Filter[], fill: (from: number) => Colour) =>
    barRows(list, fill, (band) => onPick(pick(band, asOf)));
  const overdueCount = overdue.reduce((sum, { count }) => sum + count, 0);
  return (
    <ChartCard
      title="Not closed, by age"
      note={`n = ${formatCount(notClosed)}${inFuture > 0 ? ` · ${formatCount(inFuture)} created later` : ''}`}
      empty={notClosed === 0 ? 'Everything here is closed' : undefined}
      table={{
        columns: ['Days', 'Not closed by age', 'Overdue by'],
        rows: bands.map((band, index) => [bandWords(band), band.count, overdue[index]?.count ?? 0]),
      }}
    >
      <RowBars rows={rows(bands, pickAge, ageColour)} ground={false} />
      <Typography variant="body2" sx={{ color: colour('faint'), mt: 1 }}>
        Overdue by · n = {formatCount(overdueCount)}
      </Typography>
      <RowBars rows={rows(overdue, pickOverdue, () => 'overdue')} ground={false} />
    </ChartCard>
  );
}

function ageColour(from: number): Colour {
  if (from >= 30) return 'overdue';
  return from >= 7 ? 'late' : 'bar';
}

function bandWords({ from, to }: Band): string {
  return to === null ? `over ${from} d` : `${from}–${to} d`;
}

function barRows(bands: readonly Band[], fill: (from: number) => Colour, pick: (band: Band) => void): BarRow[] {
  const of = Math.max(...bands.map(({ count }) => count));
  return bands.map((band) => ({
    key: String(band.from),
    label: bandWords(band),
    parts: [{ value: band.count, fill: colour(fill(band.from)) }],
    of,
    words: formatCount(band.count),
    title: `${bandWords(band)}: ${formatCount(band.count)} tickets`,
    onPick: () => pick(band),
  }));
}
