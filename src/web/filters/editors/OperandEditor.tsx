import { OPERANDS_OF } from '../../../contract/query/comparators';
import { choicesOf, kindOf } from '../../../contract/query/filters';
import type { OperandProps } from './parts/operandProps';
import { TimeEditor } from './time/TimeEditor';
import { ChoiceList } from './values/ChoiceList';
import { NumberEditor } from './values/NumberEditor';
import { TextEditor } from './values/TextEditor';

/** The editor that fits the column's kind and the comparator's operands. */
export function OperandEditor(props: OperandProps) {
  const { key, comparator } = props.draft;
  if (OPERANDS_OF[comparator] === 'none') return null;
  if (choicesOf(key) !== undefined) return <ChoiceList {...props} />;
  switch (kindOf(key)) {
    case 'timestamp':
      return <TimeEditor {...props} />;
    case 'integer':
      return <NumberEditor {...props} />;
    default:
      return <TextEditor {...props} />;
  }
}
