import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import { colour } from './colours';
import { OFF_STYLE, useRefusal } from './useRefusal';

/** A control of the header that the viewer lacks a permission for: it is there, is off, and says why. */
export function DeniedChip({ label, reason }: { label: string; reason: string }) {
  const refusal = useRefusal(reason);
  return (
    <Box data-picture="none" sx={{ position: 'relative', display: 'inline-flex' }}>
      <Chip
        {...refusal.control}
        size="small"
        variant="outlined"
        clickable
        label={label}
        title={reason}
        onClick={refusal.tell}
        sx={{ color: colour('soft'), ...OFF_STYLE }}
      />
      {refusal.note}
    </Box>
  );
}
