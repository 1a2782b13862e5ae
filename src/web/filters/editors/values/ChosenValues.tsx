import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { formatValue } from '../../../../contract/format/text';
import { say } from '../../../../contract/texts/texts';
import { colour } from '../../../ui/colours';
import { RemoveIcon } from '../parts/icons';

/** A pasted list can hold a thousand; more than these would only be scrolled past. */
const SHOWN = 40;

/** The values that were chosen or typed, each with a cross. */
export function ChosenValues({ values, onChange }: { values: readonly string[]; onChange(values: string[]): void }) {
  if (values.length === 0) return null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, pb: 0.5, maxHeight: 132, overflowY: 'auto' }}>
      {[...new Set(values)].slice(0, SHOWN).map((value) => (
        <Chip
          key={value}
          size="small"
          label={formatValue(value)}
          title={value}
          onDelete={() => onChange(values.filter((each) => each !== value))}
          deleteIcon={
            <span>
              <RemoveIcon />
            </span>
          }
          // Backspace in the field takes values out as well: no stop for Tab each.
          tabIndex={-1}
          sx={CHIP}
        />
      ))}
      {values.length > SHOWN && (
        <Box component="span" sx={{ fontSize: 12, color: colour('soft'), alignSelf: 'center' }}>
          {say('editor.more', { n: values.length - SHOWN })}
        </Box>
      )}
      {values.length > 5 && (
        <Button variant="text" onClick={() => onChange([])} sx={{ height: 24, color: colour('soft') }}>
          {say('editor.clear')}
        </Button>
      )}
    </Box>
  );
}

const CHIP = {
  maxWidth: '100%',
  bgcolor: colour('accent-bg'),
  color: colour('accent'),
  '& .MuiChip-deleteIcon': { color: 'inherit', display: 'inline-flex', alignItems: 'center', opacity: 0.75 },
  '& .MuiChip-deleteIcon:hover': { color: 'inherit', opacity: 1 },
};
