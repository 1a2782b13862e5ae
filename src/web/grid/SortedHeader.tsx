import Box from '@mui/material/Box';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';
import { VISUALLY_HIDDEN } from '../ui/visuallyHidden';
import type { SortPlace } from './sortKeys';

/** The title of a column that is one of several that order the rows. The grid's own arrow shows the first alone. */
export function SortedHeader({ label, sorted: { place, direction } }: { label: string; sorted: SortPlace }) {
  return (
    <>
      <span className="MuiDataGrid-columnHeaderTitle">{label}</span>
      <Box component="span" aria-hidden="true" sx={{ ml: 0.5, fontSize: 11, color: colour('soft') }}>
        {place > 1 && (direction === 'asc' ? '↑' : '↓')}
        {place}
      </Box>
      <span style={VISUALLY_HIDDEN}>{say(`grid.sort.${direction}`, { place })}</span>
    </>
  );
}
