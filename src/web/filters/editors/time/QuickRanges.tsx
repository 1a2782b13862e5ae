import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { colour } from '../../../ui/colours';
import { type QuickRange, quickLabel } from '../../language/time/quickRanges';
import { walkButtons } from './roving';

/** Ranges by name, each with the dates that it means now; one click applies it. */
export function QuickRanges(props: {
  label: string;
  ranges: readonly QuickRange[];
  /** The dates that a range means now. */
  datesOf(range: QuickRange): string;
  isCurrent(range: QuickRange): boolean;
  onPick(range: QuickRange): void;
}) {
  const { label, ranges, datesOf, isCurrent, onPick } = props;
  // One stop for Tab; arrows walk from there.
  const stop = Math.max(0, ranges.findIndex(isCurrent));
  return (
    <Box role="group" aria-label={label} onKeyDown={walkButtons} sx={GRID}>
      {ranges.map((range, index) => (
        <ButtonBase
          key={range.name}
          tabIndex={index === stop ? 0 : -1}
          aria-pressed={isCurrent(range)}
          data-third={range.from !== range.to || undefined}
          onClick={() => onPick(range)}
          sx={RANGE}
        >
          <span>{quickLabel(range)}</span>
          <Box component="span" sx={{ fontSize: 11, color: colour('soft') }}>
            {datesOf(range)}
          </Box>
        </ButtonBase>
      ))}
    </Box>
  );
}

/** Pairs (this week, last week), and the three counts of days in a row of their own. */
const GRID = { display: 'grid', gridTemplateColumns: 'repeat(6, 1fr)', gap: 0.5 };

const RANGE = {
  gridColumn: 'span 3',
  '&[data-third]': { gridColumn: 'span 2' },
  flexDirection: 'column',
  alignItems: 'flex-start',
  minWidth: 0,
  px: 1,
  py: 0.5,
  minHeight: { xs: 44, sm: 40 },
  borderRadius: 1,
  border: `1px solid ${colour('line')}`,
  fontSize: 12.5,
  lineHeight: 1.35,
  textAlign: 'left',
  whiteSpace: 'nowrap',
  '&:hover': { borderColor: colour('accent') },
  '&[aria-pressed=true]': { bgcolor: colour('accent-bg'), borderColor: colour('accent') },
};
