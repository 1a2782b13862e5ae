import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { describeSearch } from '../../contract/sentences/describeQuery';
import { say } from '../../contract/texts/texts';
import { RemoveIcon } from './editors/parts/icons';
import { CHIP, REMOVE, SENTENCE } from './FilterChip';

/** The searched words among the filters: they choose the tickets of figures and files as well. */
export function SearchChip({ search, onRemove }: { search: string; onRemove(): void }) {
  return (
    <Box sx={CHIP}>
      <Box sx={{ ...SENTENCE, display: 'flex' }}>
        <span>
          {say('filter.text')} <strong>{describeSearch(search)}</strong>
        </span>
      </Box>
      <ButtonBase aria-label={say('filters.removeSearch')} onClick={onRemove} sx={REMOVE}>
        <RemoveIcon />
      </ButtonBase>
    </Box>
  );
}
