import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { formatCount } from '../../contract/format/format';
import { colour } from '../ui/colours';

/** The number of matching tickets, followed by the choices of an export (`children`). */
export function Preflight(props: { total: number | undefined; failed: boolean; children: ReactNode }) {
  const { total, failed, children } = props;
  if (total === undefined) {
    const label = failed ? 'Not counted' : 'Counting …';
    return <Typography sx={{ pb: 1.5, minHeight: 36, color: colour('soft') }}>{label}</Typography>;
  }
  return (
    <Box sx={LINE_STYLE}>
      <span role="status">
        <strong style={{ color: colour('ink') }}>
          {formatCount(total)} {total === 1 ? 'ticket' : 'tickets'}
        </strong>
      </span>
      {children}
    </Box>
  );
}

const LINE_STYLE = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 1.25,
  rowGap: 0.5,
  pb: 1.5,
  minHeight: 36,
  color: colour('soft'),
};
