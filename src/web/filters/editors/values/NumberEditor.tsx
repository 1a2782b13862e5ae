import { formatDuration } from '../../../../contract/format/format';
import { OPERANDS_OF } from '../../../../contract/query/comparators';
import { isKeyOf, type KeyOf } from '../../../../contract/query/filters';
import { describeOperand } from '../../../../contract/sentences/describeFilter';
import { say } from '../../../../contract/texts/texts';
import { describeComparator } from '../../language/draft/describeComparator';
import {
  isDuration,
  isPercent,
  numbersAllowed,
  numberText,
  readNumber,
  typedComparator,
} from '../../language/draft/numberText';
import { fieldOfDraft, type OperandFieldProps, type OperandProps } from '../parts/operandProps';
import { OperandField } from './OperandField';
import { TokenField } from './TokenField';

/** Whole numbers; elapsed time may be typed with units and is echoed as it was understood. */
export function NumberEditor(props: OperandProps) {
  const { key, comparator } = props.draft;
  if (!isKeyOf(key, 'integer')) return null;
  switch (OPERANDS_OF[comparator]) {
    case 'range':
      return (
        <>
          <NumberField {...props} column={key} field="from" label={say('editor.from')} />
          <NumberField {...props} column={key} field="to" label={say('editor.toIncluded')} autoFocus={false} />
        </>
      );
    case 'values':
      return (
        <TokenField
          {...props}
          label={say('editor.values')}
          hint={say('editor.numbers.hint', { allowed: numbersAllowed(key) })}
          read={(text) => {
            // "100,200" may be one number or two.
            const value = !isDuration(key) && text.includes(',') ? null : readNumber(key, text);
            return value === null ? null : numberText(key, value);
          }}
          split={isDuration(key) ? LINES : NUMBERS}
        />
      );
    default:
      return <NumberField {...props} column={key} field="value" label={say('editor.value')} />;
  }
}

const LINES = /[\r\n\t;]+/;
/** A comma may group the digits of one number: it is left in, to be refused. */
const NUMBERS = /(?:[\s;]|,(?!\d{3}(?!\d)))+/;

function NumberField(props: OperandFieldProps & { column: KeyOf<'integer'> }) {
  const { column, field, draft } = props;
  return (
    <OperandField
      {...fieldOfDraft(props)}
      hint={field === 'value' ? valueHint(column, draft.value) : hintOf(column, draft[field])}
      slotProps={{ htmlInput: { inputMode: isDuration(column) ? 'text' : 'numeric' } }}
    />
  );
}

/** A comparator that was typed counts, whatever the list above says. */
function valueHint(column: KeyOf<'integer'>, text: string): string {
  const typed = typedComparator(text);
  if (typed === null) return hintOf(column, text);
  const value = readNumber(column, typed.rest);
  return value === null
    ? hintOf(column, typed.rest)
    : `= ${describeComparator(column, typed.comparator)} ${describeOperand(column, value)}`;
}

/** Elapsed time as it was understood; else what may be typed. */
function hintOf(column: KeyOf<'integer'>, text: string): string {
  if (isDuration(column)) {
    const seconds = readNumber(column, text);
    return seconds === null ? say('editor.duration.such') : `= ${formatDuration(seconds, 4)}`;
  }
  return isPercent(column) ? say('editor.percent') : '';
}
