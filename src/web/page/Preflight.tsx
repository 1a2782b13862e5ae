import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { formatTickets } from '../../contract/format/format';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';

/** The number of matching tickets, followed by what has to be known of them (`children`). */
export function Preflight(props: { total: number | undefined; failed: boolean; children: ReactNode }) {
  const { total, failed, children } = props;
  if (total === undefined) {
    return (
      <Typography role="status" sx={{ pb: 0.75, minHeight: 28, color: colour('soft') }}>
        {failed ? say('page.notCounted') : <Counting />}
      </Typography>
    );
  }
  return (
    <Box sx={LINE_STYLE}>
      <span role="status">
        <strong title={say('chart.help.tickets')} style={{ color: colour('ink') }}>
          {formatTickets(total)}
        </strong>
      </span>
      {children}
    </Box>
  );
}

/** Long enough for a report that nothing holds up. */
const PATIENCE_MS = 3000;

function Counting() {
  const [Note, setNote] = useState<ComponentType>();
  useEffect(() => {
    const timer = setTimeout(() => {
      // Without its code the line says what it said.
      import('./LineNote').then(({ LineNote }) => setNote(() => LineNote)).catch(() => undefined);
    }, PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return Note === undefined ? say('page.countingLine') : <Note />;
}

const LINE_STYLE = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 1.25,
  rowGap: 0.5,
  pt: 0.5,
  pb: 1,
  minHeight: 28,
  color: colour('soft'),
};
