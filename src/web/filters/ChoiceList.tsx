import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { isColumnId } from '../../contract/columns';
import { choicesOf, OPERANDS_OF } from '../../contract/filters';
import { operandWords } from '../../contract/filterWords';
import { formatCount } from '../../contract/format';
import { colour } from '../theme/colours';
import { useValues } from './loadValues';
import type { OperandProps } from './OperandEditor';

/** The words that a column can hold, each with how many tickets have it under the other filters. */
export function ChoiceList(props: OperandProps) {
  const { draft } = props;
  const choices = choicesOf(draft.key) ?? [];
  const counts = isColumnId(draft.key) ? <Counts {...props} column={draft.key} /> : undefined;
  return counts ?? <Choices {...props} choices={choices} countOf={() => undefined} />;
}

function Counts(props: OperandProps & { column: Parameters<typeof useValues>[0]['column'] }) {
  const { column, loadValues, otherFilters } = props;
  const choices = choicesOf(column) ?? [];
  const { data } = useValues({ loadValues, column, q: '', limit: 50, otherFilters });
  const countOf = (choice: string) =>
    data === undefined ? undefined : (data.values.find(({ value }) => value === choice)?.count ?? 0);
  return <Choices {...props} choices={choices} countOf={countOf} />;
}

function Choices(props: OperandProps & { choices: readonly string[]; countOf(choice: string): number | undefined }) {
  const { draft, change, choices, countOf } = props;
  const single = OPERANDS_OF[draft.comparator] === 'value';
  const label = (choice: string) => {
    const count = countOf(choice);
    return (
      <>
        {operandWords(draft.key, choice)}
        {count !== undefined && <span style={{ color: colour('soft') }}> {formatCount(count)}</span>}
      </>
    );
  };
  const pick = (choice: string, picked: boolean) =>
    change({ values: choices.filter((each) => (each === choice ? picked : draft.values.includes(each))) });
  return (
    <FormControl component="fieldset">
      <FormLabel component="legend" sx={{ fontSize: 12 }}>
        {single ? 'Value' : 'Values'}
      </FormLabel>
      {single ? (
        <RadioGroup value={draft.value} onChange={(_, value) => change({ value, values: [value] })}>
          {choices.map((choice) => (
            <FormControlLabel key={choice} value={choice} control={<Radio />} label={label(choice)} />
          ))}
        </RadioGroup>
      ) : (
        <FormGroup>
          {choices.map((choice, index) => (
            <FormControlLabel
              key={choice}
              control={
                <Checkbox
                  autoFocus={index === 0}
                  checked={draft.values.includes(choice)}
                  onChange={(_, picked) => pick(choice, picked)}
                />
              }
              label={label(choice)}
            />
          ))}
        </FormGroup>
      )}
    </FormControl>
  );
}
