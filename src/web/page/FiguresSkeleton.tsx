import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import { keyframes } from '@mui/material/styles';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';

/** A skeleton of tiles and charts: as large as they are, so that nothing moves when they arrive. */
export function FiguresSkeleton() {
  return (
    <Box role="status" aria-label={say('page.counting')} sx={{ mb: 1.5 }}>
      <Box sx={{ height: 62, mb: 1.75, overflow: 'hidden' }}>
        <Bar width="70%" height={18} />
        <Bar width="46%" height={18} />
      </Box>
      <Paper
        variant="outlined"
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(3, 1fr)', lg: 'repeat(6, 1fr)' },
          gap: '1px',
          bgcolor: colour('line'),
          overflow: 'hidden',
          borderRadius: 2,
          mb: 1.5,
        }}
      >
        {TILES.map((tile) => (
          <Box key={tile} sx={{ bgcolor: colour('paper'), height: { xs: 104, lg: 112 }, p: 1.75 }}>
            <Bar width="52%" height={9} />
            <Bar width="72%" height={22} />
            <Bar width="40%" height={9} />
          </Box>
        ))}
      </Paper>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', lg: 'repeat(3, 1fr)' } }}>
        {CHARTS.map(({ name, height, isRows, isWide }) => (
          <Paper
            key={name}
            variant="outlined"
            sx={{ height, borderRadius: 2, p: 2, overflow: 'hidden', gridColumn: { lg: isWide ? 'span 2' : 'auto' } }}
          >
            <Bar width={150} height={11} />
            {isRows ? ROWS.map((width) => <Bar key={width} width={`${width}%`} height={12} />) : <Columns />}
          </Paper>
        ))}
      </Box>
    </Box>
  );
}

const TILES = ['tickets', 'not closed', 'overdue', 'rate', 'median', 'p90'];
const CHARTS = [
  { name: 'service level', height: 424, isRows: false, isWide: true },
  { name: 'groups', height: 424, isRows: true, isWide: false },
  { name: 'why', height: 438, isRows: true, isWide: false },
  { name: 'time to close', height: 438, isRows: false, isWide: false },
  { name: 'backlog', height: 438, isRows: true, isWide: false },
];
const ROWS = [92, 74, 66, 58, 51, 38];
/** Per cent of the height. */
const COLUMNS = [38, 52, 47, 61, 70, 64, 78, 86, 74, 68, 59, 63, 50, 42];

function Columns() {
  return (
    <Box sx={{ display: 'flex', alignItems: 'flex-end', gap: 1.5, height: 'calc(100% - 36px)', mt: 2 }}>
      {COLUMNS.map((height) => (
        <Box key={height} sx={{ ...PULSE, flex: 1, height: `${height}%`, borderRadius: '2px 2px 0 0' }} />
      ))}
    </Box>
  );
}

function Bar({ width, height }: { width: number | string; height: number }) {
  return <Box sx={{ ...PULSE, width, height, borderRadius: 1, mb: 1.5 }} />;
}

const fade = keyframes`50% { opacity: 0.45 }`;

/** Hidden at first: when the response is quick, the skeleton would only flicker. */
const appear = keyframes`from { visibility: hidden }`;

const PULSE = {
  bgcolor: colour('none'),
  animation: `${appear} 200ms step-end, ${fade} 1.6s ease-in-out 200ms infinite`,
  '@media (prefers-reduced-motion: reduce)': { animation: `${appear} 200ms step-end` },
} as const;
