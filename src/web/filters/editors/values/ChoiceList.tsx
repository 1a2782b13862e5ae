import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import Typography from '@mui/material/Typography';
import type { ReactElement } from 'react';
import { formatCount } from '../../../../contract/format/numbers';
import { OPERANDS_OF } from '../../../../contract/query/comparators';
import { choicesOf, type FilterKey, labelOf } from '../../../../contract/query/filters';
import { describeOperand } from '../../../../contract/sentences/describeFilter';
import { say } from '../../../../contract/texts/texts';
import { colour } from '../../../ui/colours';
import { useIsTouch } from '../../../ui/useIsTouch';
import type { FilterDraft } from '../../language/draft/filterDraft';
import { readDraft } from '../../language/draft/readDraft';
import { useInitialFocus } from '../parts/initialFocus';
import { useValues } from '../parts/loadValues';
import type { OperandProps } from '../parts/operandProps';
import { useChoiceKeys } from './choiceKeys';
import { EmptyChoice } from './EmptyChoice';

/** The words that a key can have, each with how many tickets have it under the other filters. */
export function ChoiceList(props: OperandProps) {
  const { draft, change, problem, wasTried, autoFocus, onApply, onSubmit, loadValues, scope } = props;
  const choices = choicesOf(draft.key) ?? [];
  const { data } = useValues({ loadValues, key: draft.key, q: '', limit: choices.length, scope });
  const counts = new Map(data?.values.map(({ value, count }) => [value, count]));
  const input = useInitialFocus(autoFocus);
  const isSingle = OPERANDS_OF[draft.comparator] === 'value';
  const chosen = (isSingle ? [draft.value] : draft.values).filter((each) => each !== '');
  const first = choices.find((choice) => chosen.includes(choice)) ?? choices[0];
  const pick = (choice: string, isPicked: boolean) =>
    change({ values: choices.filter((each) => (each === choice ? isPicked : draft.values.includes(each))) });
  /** Enter takes the line that the focus is on, unless something is chosen already. */
  const enter = (line: number | null) => {
    const choice = line === null ? undefined : choices[line];
    if (chosen.length > 0 || choice === undefined) return onSubmit();
    const result = readDraft({ ...draft, ...(isSingle ? { value: choice } : { values: [choice] }) }, scope);
    if ('filter' in result) onApply(result.filter);
    else onSubmit();
  };
  const lines = choices.map((choice) => describeOperand(draft.key, choice));
  const onKeyDown = useChoiceKeys(lines, enter);
  const hint = isSingle ? null : hintOf(chosen.length);
  const isTouch = useIsTouch();
  return (
    <Box role={isSingle ? 'radiogroup' : 'group'} aria-label={labelOf(draft.key)} onKeyDown={onKeyDown}>
      {choices.map((choice) => (
        <Choice
          key={choice}
          filterKey={draft.key}
          choice={choice}
          count={data === undefined ? undefined : (counts.get(choice) ?? 0)}
          control={
            isSingle ? (
              <Radio
                name="value"
                value={choice}
                slotProps={{ input: choice === first ? { ref: input } : {} }}
                checked={draft.value === choice}
                onChange={() => change({ value: choice })}
              />
            ) : (
              <Checkbox
                name="values"
                slotProps={{ input: choice === first ? { ref: input } : {} }}
                checked={draft.values.includes(choice)}
                onChange={(_, isPicked) => pick(choice, isPicked)}
              />
            )
          }
        />
      ))}
      <EmptyChoice draft={draft} onApply={onApply} count={data?.empty} />
      {wasTried && problem !== null ? (
        <Typography variant="body2" role="alert" sx={{ color: colour('bad') }}>
          {problem.message}
        </Typography>
      ) : (
        hint !== null &&
        !isTouch && (
          <Typography variant="body2" sx={{ color: colour('soft') }}>
            {hint}
          </Typography>
        )
      )}
    </Box>
  );
}

function hintOf(chosen: number): string {
  return chosen === 0 ? say('editor.choices.take') : say('editor.choices.apply');
}

function Choice(props: {
  filterKey: FilterKey;
  choice: FilterDraft['value'];
  count: number | undefined;
  control: ReactElement;
}) {
  const { filterKey, choice, count, control } = props;
  return (
    <FormControlLabel
      control={control}
      label={
        <>
          <span>{describeOperand(filterKey, choice)}</span>
          <Box component="span" sx={{ color: colour('soft') }}>
            {count === undefined ? '' : formatCount(count)}
          </Box>
        </>
      }
      sx={LINE}
    />
  );
}

const LINE = {
  display: 'flex',
  mr: 0,
  minHeight: { xs: 40, sm: 30 },
  borderRadius: 1,
  '&:hover': { bgcolor: colour('bg') },
  '&:focus-within': { bgcolor: colour('accent-bg') },
  // The mark around the box would cover the first letter.
  '& .MuiCheckbox-root.Mui-focusVisible, & .MuiRadio-root.Mui-focusVisible': { outline: 'none' },
  '&:has(:focus-visible)': { outline: `2px solid ${colour('accent')}`, outlineOffset: -2 },
  '& .MuiFormControlLabel-label': { flex: 1, display: 'flex', justifyContent: 'space-between', gap: 1, pr: 1 },
};
