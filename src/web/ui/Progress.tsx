import Box from '@mui/material/Box';
import { colour } from './colours';

/** How much of something is done; without a share (0..1), that it goes on. */
export function Progress({ label, share, sx }: { label: string; share?: number | undefined; sx?: object }) {
  return <Box component="progress" aria-label={label} value={share} sx={{ ...BAR_STYLE, ...sx }} />;
}

const BAR_STYLE = { display: 'block', width: '100%', height: 4, accentColor: colour('accent') };
