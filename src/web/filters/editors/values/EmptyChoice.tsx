import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { isColumnId } from '../../../../contract/columns/columns';
import { formatCount } from '../../../../contract/format/numbers';
import { makeFilter } from '../../../../contract/query/makeFilter';
import { formatGroup } from '../../../../contract/sentences/formatGroup';
import { colour } from '../../../ui/colours';
import { isRequired } from '../../language/draft/traits';
import type { OperandProps } from '../parts/operandProps';

/** Below a list of values: the tickets that have none, a filter of their own. */
export function EmptyChoice(props: Pick<OperandProps, 'draft' | 'onApply'> & { count: number | undefined }) {
  const { draft, onApply, count } = props;
  const { key, comparator } = draft;
  const isPositive = comparator === 'in' || comparator === '=' || comparator === 'includes';
  if (!isPositive || !isColumnId(key) || isRequired(key) || count === undefined || count === 0) return null;
  return (
    <ButtonBase onClick={() => onApply(makeFilter(key, 'isEmpty'))} sx={LINE}>
      <span>{formatGroup(key, null)}</span>
      <Box component="span" sx={{ color: colour('soft') }}>
        {formatCount(count)}
      </Box>
    </ButtonBase>
  );
}

const LINE = {
  display: 'flex',
  justifyContent: 'space-between',
  width: '100%',
  minHeight: { xs: 40, sm: 30 },
  pl: '20px',
  pr: 1,
  fontSize: 13,
  borderRadius: 1,
  borderTop: `1px solid ${colour('line')}`,
  '&:hover': { bgcolor: colour('bg') },
};
