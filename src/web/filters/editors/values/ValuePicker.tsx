import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import type { ColumnId } from '../../../../contract/columns/columns';
import { formatCount } from '../../../../contract/format/numbers';
import { formatValue, quote } from '../../../../contract/format/text';
import { OPERANDS_OF } from '../../../../contract/query/comparators';
import { say } from '../../../../contract/texts/texts';
import { colour } from '../../../ui/colours';
import { toggled } from '../../../ui/toggled';
import { readDraft } from '../../language/draft/readDraft';
import { useValues } from '../parts/loadValues';
import { OptionList, useOptionList } from '../parts/OptionList';
import type { OperandProps } from '../parts/operandProps';
import { ChosenValues } from './ChosenValues';
import { EmptyChoice } from './EmptyChoice';
import { OperandField } from './OperandField';
import { useQueuedEnter } from './useQueuedEnter';
import { pastedLines, type ValueOption, valueOptions } from './valueOptions';

const LOADED = 50;

/** Values of a text column with how many tickets have them; what nobody has yet can be typed. */
export function ValuePicker(props: OperandProps & { column: ColumnId }) {
  const { draft, change, problem, wasTried, scope, loadValues, autoFocus, onApply, column } = props;
  const isSingle = OPERANDS_OF[draft.comparator] === 'value';
  const chosen = isSingle ? [draft.value].filter((value) => value !== '') : draft.values;
  const typed = draft.typed.trim();
  const { data, isFetching, isError, isAnswered } = useValues({
    loadValues,
    key: column,
    q: typed,
    limit: LOADED,
    single: draft.comparator === 'includes',
    scope,
  });
  const options = valueOptions(data, chosen, typed);
  const draftOf = (values: string[]) => (isSingle ? { value: values.at(-1) ?? '', typed: '' } : { values, typed: '' });
  const choose = (values: string[]) => change(draftOf(values));
  const pick = (index: number) => {
    const option = options[index];
    if (option === undefined) return;
    choose(toggled(chosen, option.value));
    setActive(-1);
  };
  // Before the answer the text itself may be all that is listed, and would be taken for a value that there is.
  const markable = isAnswered ? options.length : options.filter(({ isTyped }) => isTyped !== true).length;
  const { id, active, setActive, onKeyDown, comboboxProps } = useOptionList(markable, pick);
  const queuedEnter = useQueuedEnter(isAnswered, (count) => {
    const [found] = options;
    if (found === undefined || found.isTyped === true) return;
    const values = [...chosen.filter((each) => each !== found.value), found.value];
    const result = readDraft({ ...draft, ...draftOf(values) }, scope);
    setActive(-1);
    if (count > 1 && 'filter' in result) onApply(result.filter);
    else choose(values);
  });
  const keyDown = (event: KeyboardEvent) => {
    if (typed !== '' && active <= 0 && queuedEnter.queue(event)) return;
    if (onKeyDown(event)) return;
    if (event.key === 'Backspace' && draft.typed === '' && chosen.length > 0) choose(chosen.slice(0, -1));
  };
  const paste = (event: ClipboardEvent) => {
    const lines = isSingle ? null : pastedLines(event.clipboardData.getData('text'));
    if (lines === null) return;
    event.preventDefault();
    choose([...new Set([...chosen, ...lines])]);
  };
  return (
    <Stack spacing={1}>
      <ChosenValues values={chosen} onChange={choose} />
      <OperandField
        field={isSingle ? 'value' : 'values'}
        label={say(isSingle ? 'editor.value' : 'editor.values')}
        placeholder={say('editor.search')}
        text={draft.typed}
        onText={(text) => {
          change({ typed: text });
          setActive(text.trim() === '' ? -1 : 0);
          queuedEnter.clear();
        }}
        problem={problem}
        wasTried={wasTried}
        autoFocus={autoFocus}
        hint={hintOf(chosen.length, typed, isAnswered)}
        onKeyDown={keyDown}
        onPaste={paste}
        slotProps={{ htmlInput: comboboxProps }}
      />
      <OptionList
        id={id}
        label={say('editor.valuesOf')}
        active={active}
        isMultiple={!isSingle}
        maxHeight={228}
        onPick={pick}
        options={options.map((option) => ({
          key: `${option.isTyped ?? ''} ${option.value}`,
          content: <Value option={option} />,
          isChosen: option.isChosen,
        }))}
      />
      {typed === '' && <EmptyChoice draft={draft} onApply={onApply} count={data?.empty} />}
      <Typography role="status" variant="body2" sx={{ color: colour('soft'), minHeight: 18 }}>
        {statusOf({ isFetching, isError, more: data?.more === true, none: options.length === 0 })}
      </Typography>
    </Stack>
  );
}

function hintOf(chosen: number, typed: string, isAnswered: boolean): string {
  if (typed !== '') return say(isAnswered ? 'editor.enter.marked' : 'editor.enter.found');
  return chosen === 0 ? ' ' : say('editor.enter.applies');
}

function statusOf(state: { isFetching: boolean; isError: boolean; more: boolean; none: boolean }): string {
  if (state.isError) return say('editor.values.failed');
  if (state.isFetching) return say('editor.values.counting');
  if (state.more) return say('editor.values.frequent');
  return state.none ? say('editor.values.none') : '';
}

function Value({ option: { value, count, isChosen, isTyped } }: { option: ValueOption }) {
  return (
    <>
      <Box component="span" aria-hidden sx={{ width: 12, color: colour('accent') }}>
        {isChosen ? '✓' : ''}
      </Box>
      <Box component="span" sx={{ flex: 1 }}>
        {isTyped ? say('editor.values.typed', { value: quote(value) }) : formatValue(value)}
      </Box>
      {count !== undefined && (
        <Box component="span" sx={{ color: colour('soft') }}>
          {formatCount(count)}
        </Box>
      )}
    </>
  );
}
